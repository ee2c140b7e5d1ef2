using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetAdapter;
using OnnxEmit;

namespace Benchmarks;

/// <summary>What memory a process takes at most while it saves a pipeline with a model of 500 MB, ours against ML.NET's own.</summary>
internal static class SaveBenchmark
{
    private const int Width = 11_180;                  // squared, 125 million weights
    private const int Rounds = 3;

    public static int Run()
    {
        string folder = Directory.CreateTempSubdirectory("save-").FullName, file = Path.Combine(folder, "model.onnx");
        Value x = Value.Input(ElementType.Float, ["N", Width], "x");
        float[] weights = [.. Enumerable.Range(0, Width * Width).Select(i => i % 251 / 251f)];
        Value y = Op.MatMul(x, Value.Constant(TensorData.Create<float>([Width, Width], weights)));
        y.Name = "y";
        new OnnxModel(new Graph([x], [y])).Save(file);
        string[] ways = ["stock", "ours"];
        double[][] peaks = [.. ways.Select(_ => new double[Rounds])];
        for (int round = 0; round < Rounds; round++)
        {
            for (int way = 0; way < ways.Length; way++)
                peaks[way][round] = Start(ways[way], file, Path.Combine(folder, "pipeline.zip"));
        }

        Report report = new($"Saving a model of {new FileInfo(file).Length:N0} bytes", "how", "bytes of memory at most");
        Directory.Delete(folder, recursive: true);
        double[] medians = [.. peaks.Select(Timing.Median)];
        for (int way = 0; way < ways.Length; way++)
            report.Row(ways[way], medians[way].ToString("N0", CultureInfo.InvariantCulture));
        report.Ratio("score.save.memory", medians[1] / medians[0]);
        report.Print();
        return 0;
    }

    /// <summary>Opens and saves once, in a process of its own, and prints by how much its memory was larger than before at most.</summary>
    public static int Measure(string way, string file, string zip)
    {
        long before = Environment.WorkingSet, peak = 0;
        MLContext context = new(seed: 1);
        SchemaDefinition definition = SchemaDefinition.Create(typeof(Row));
        definition["x"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, Width);
        IDataView data = context.Data.LoadFromEnumerable(new Row[] { new() { x = new float[Width] } }, definition);
        ITransformer transformer = way == "ours"
            ? context.Transforms.ApplyFluentModel(file).Fit(data)
            : context.Transforms.ApplyOnnxModel(["y"], ["x"], file, gpuDeviceId: null, fallbackToCpu: false).Fit(data);
        using (new Timer(_ => peak = Math.Max(peak, Environment.WorkingSet), null, 0, 2))
        {
            context.Model.Save(transformer, data.Schema, zip);
        }

        Console.WriteLine(peak - before);
        return 0;
    }

    private static double Start(string way, string file, string zip)
    {
        // This program, whether it was started by its own name or by that of dotnet.
        using Process process = Process.Start(
            new ProcessStartInfo("dotnet", ["exec", Environment.GetCommandLineArgs()[0], "save", way, file, zip])
            {
                RedirectStandardOutput = true, UseShellExecute = false,
            })!;
        double peak = double.Parse(process.StandardOutput.ReadToEnd(), CultureInfo.InvariantCulture);
        process.WaitForExit();
        return peak;
    }

#pragma warning disable IDE1006, SA1300 // The column is named like the tensor.
    private sealed class Row
    {
        public float[] x { get; set; } = [];
    }
#pragma warning restore IDE1006, SA1300
}
