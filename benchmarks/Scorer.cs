using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.Transforms.Onnx;
using MLNetAdapter;

namespace Benchmarks;

/// <summary>One model over rows in memory, in each of the ways that are compared. All read every value of column <c>y</c>.</summary>
internal sealed class Scorer
{
    private readonly MLContext context = new(seed: 1);
    private readonly float[][] rows;
    private readonly string file;
    private readonly int outputs;
    private readonly long[] sizes;
    private readonly IDataView data;

    /// <summary>Scores rows of a model that takes <c>x</c> and gives <c>y</c>.</summary>
    public Scorer(byte[] model, float[][] rows, int outputs, params long[] sizes)
    {
        (this.rows, this.outputs, this.sizes) = (rows, outputs, sizes);
        file = Path.Combine(Path.GetTempPath(), $"score-{Guid.NewGuid():N}.onnx");
        File.WriteAllBytes(file, model);
        SchemaDefinition definition = SchemaDefinition.Create(typeof(Row));
        definition["x"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, rows[0].Length);
        data = context.Data.LoadFromEnumerable(rows.Select(row => new Row { x = row }).ToArray(), definition);
    }

    /// <summary>Our transform.</summary>
    public Action Ours(int batch, int? threads = null)
    {
        FluentOptions options = new() { BatchSize = batch, IntraOpThreads = threads };
        IDataView scored = context.Transforms.ApplyFluentModel(file, "y", "x", options).Fit(data).Transform(data);
        return () => Read(scored);
    }

    /// <summary>ML.NET's own.</summary>
    public Action Stock(int? threads = null)
    {
        IDataView scored = context.Transforms.ApplyOnnxModel(new OnnxOptions
        {
            ModelFile = file,
            InputColumns = ["x"],
            OutputColumns = ["y"],
            FallbackToCpu = false,
            IntraOpNumThreads = threads,
        }).Fit(data).Transform(data);
        return () => Read(scored);
    }

    /// <summary>ONNX Runtime in the loop that one would write by hand: batches of rows copied together, memory bound once.</summary>
    public Action Raw(int batch, int? threads = null)
    {
        SessionOptions options = new();
        if (threads is { } count)
            options.IntraOpNumThreads = count;
        InferenceSession session = new(file, options);
        float[] x = GC.AllocateArray<float>(batch * rows[0].Length, pinned: true),
            y = GC.AllocateArray<float>(batch * outputs, pinned: true);
        OrtIoBinding binding = session.CreateIoBinding();
        binding.BindInput("x", OrtValue.CreateTensorValueFromMemory(x, [batch, .. sizes]));
        binding.BindOutput("y", OrtValue.CreateTensorValueFromMemory(y, [batch, outputs]));
        RunOptions run = new();
        return () =>
        {
            float sum = 0;
            for (int start = 0; start < rows.Length; start += batch)
            {
                for (int i = 0; i < batch; i++)
                    rows[start + i].CopyTo(x.AsSpan(i * rows[0].Length));
                session.RunWithBinding(run, binding);
                foreach (float value in y)
                    sum += value;
            }

            GC.KeepAlive(sum);
        };
    }

    public void Delete() => File.Delete(file);

    /// <summary>Reads every value of column <c>y</c>.</summary>
    public static void Read(IDataView scored)
    {
        DataViewSchema.Column column = scored.Schema["y"];
        using DataViewRowCursor cursor = scored.GetRowCursor([column]);
        ValueGetter<VBuffer<float>> getter = cursor.GetGetter<VBuffer<float>>(column);
        VBuffer<float> value = default;
        float sum = 0;
        while (cursor.MoveNext())
        {
            getter(ref value);
            foreach (float number in value.GetValues())
                sum += number;
        }

        GC.KeepAlive(sum);
    }

#pragma warning disable IDE1006, SA1300 // Columns are named like tensors.
    private sealed class Row
    {
        public float[] x { get; set; } = [];
    }
#pragma warning restore IDE1006, SA1300
}
