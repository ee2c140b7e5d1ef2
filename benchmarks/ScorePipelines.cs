using System.Globalization;
using Fluent;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Onnx;
using MLNetAdapter;
using OnnxEmit;

namespace Benchmarks;

/// <summary>Whole pipelines, from a source to scores: a parsed file, many columns put together, rows of differing lengths.</summary>
internal sealed class ScorePipelines(Report report) : IDisposable
{
    private const int Rounds = 5;
    private readonly MLContext context = new(seed: 1);
    private readonly string folder = Directory.CreateTempSubdirectory("score-").FullName;

    /// <summary>A file of 785 columns, of which 784 are pixels.</summary>
    public void Csv(byte[] mlp)
    {
        const int Rows = 5000;
        IDataView data = context.Data.LoadFromTextFile(
            Table("pixels.csv", Rows, 785),
            [new("Label", DataKind.Single, 0), new("x", DataKind.Single, 1, 784)],
            separatorChar: ',');
        Measure("csv", Rows, mlp, data, []);
    }

    /// <summary>500 columns of one number each, kept in memory, and put together.</summary>
    public void Wide()
    {
        const int Rows = 5000, Columns = 500;
        string[] names = [.. Enumerable.Range(0, Columns).Select(i => $"c{i}")];
        IDataView data = context.Data.Cache(context.Data.LoadFromTextFile(
            Table("columns.csv", Rows, Columns),
            [.. names.Select((name, i) => new TextLoader.Column(name, DataKind.Single, i))],
            separatorChar: ','));
        Value x = Value.Input(ElementType.Float, ["N", Columns], "x");
        Value y = Op.MatMul(Op.Relu(Op.MatMul(x, Weights(Columns, 64))), Weights(64, 2));
        Measure("wide", Rows, Bytes(x, y), data, names);
    }

    /// <summary>Sentences of 5 to 44 words, as numbers, into the mean of their embeddings.</summary>
    public void Text()
    {
        const int Rows = 20_000, Words = 10_000;
        SchemaDefinition definition = SchemaDefinition.Create(typeof(Sentence));
        definition["x"].ColumnType = new VectorDataViewType(NumberDataViewType.Int64);
        IDataView data = context.Data.LoadFromEnumerable(
            Enumerable.Range(0, Rows).Select(row => new Sentence
            {
                x = [.. Enumerable.Range(0, 5 + (row * 17 % 40)).Select(i => ((row * 31L) + (i * 7)) % Words)],
            }).ToArray(),
            definition);
        Value x = Value.Input(ElementType.Int64, ["N", "T"], "x");
        Value mean = Op.ReduceMean(Op.Gather(Weights(Words, 64), x), Value.Constant(TensorData.Create<long>([1], 1L)), keepdims: false);
        Measure("text", Rows, Bytes(x, Op.MatMul(mean, Weights(64, 2))), data, []);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private void Measure(string name, int count, byte[] model, IDataView data, string[] concatenated)
    {
        string file = Path.Combine(folder, $"{name}.onnx");
        File.WriteAllBytes(file, model);
        IDataView source = concatenated.Length == 0 ? data : context.Transforms.Concatenate("x", concatenated).Fit(data).Transform(data);
        IDataView stock = context.Transforms.ApplyOnnxModel(new OnnxOptions
        {
            ModelFile = file, InputColumns = ["x"], OutputColumns = ["y"], FallbackToCpu = false,
        }).Fit(source).Transform(source);
        using FluentTransformer transformer = context.Transforms.ApplyFluentModel(file).Fit(source);
        IDataView ours = transformer.Transform(source);
        double[] times = Timing.Alternate(Rounds, () => Scorer.Read(stock), () => Scorer.Read(ours));
        report.Row(name, "stock", Rate(times[0]), "1.00", "");
        report.Row(name, "ours", Rate(times[1]), (times[0] / times[1]).ToString("F2", CultureInfo.InvariantCulture), "");
        report.Ratio($"score.{name}", times[0] / times[1]);

        string Rate(double milliseconds) => (count * 1000 / milliseconds).ToString("N0", CultureInfo.InvariantCulture);
    }

    private string Table(string name, int rows, int columns)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllLines(path, Enumerable.Range(0, rows).Select(row => string.Join(
            ',', Enumerable.Range(0, columns).Select(i => (((row * 31) + (i * 7)) % 256).ToString(CultureInfo.InvariantCulture)))));
        return path;
    }

    private static Value Weights(int rows, int columns) => Value.Constant(TensorData.Create<float>(
        [rows, columns], [.. Enumerable.Range(0, rows * columns).Select(i => MathF.Sin(i * 1.7f))]));

    private static byte[] Bytes(Value x, Value y)
    {
        y.Name = "y";
        return new OnnxModel(new Graph([x], [y])).ToBytes();
    }

#pragma warning disable IDE1006, SA1300 // The column is named like the tensor.
    private sealed class Sentence
    {
        public long[] x { get; set; } = [];
    }
#pragma warning restore IDE1006, SA1300
}
