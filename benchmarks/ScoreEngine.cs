using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using MLNetAdapter;

namespace Benchmarks;

/// <summary>Single rows through a prediction engine, against ONNX Runtime bound once and run in a loop.</summary>
internal static class ScoreEngine
{
    private const int Rounds = 40;
    private const int Rows = 500;

    public static void Run(Report report, byte[] mlp)
    {
        MLContext context = new(seed: 1);
        Pixels[] pixels = [.. Enumerable.Range(0, Rows).Select(
            r => new Pixels { x = [.. Enumerable.Range(0, 784).Select(i => MathF.Sin((r * 31) + i))] })];
        IDataView data = context.Data.LoadFromEnumerable(pixels);
        using FluentTransformer transformer = context.Transforms.ApplyFluentModel(mlp).Fit(data);
        using PredictionEngine<Pixels, Scores> engine = context.Model.CreatePredictionEngine<Pixels, Scores>(
            transformer, new PredictionEngineOptions { OwnsTransformer = false });
        Scores scores = new();
        using SessionOptions options = new() { IntraOpNumThreads = 1 };
        using InferenceSession session = new(mlp, options);
        float[] x = GC.AllocateArray<float>(784, pinned: true), y = GC.AllocateArray<float>(10, pinned: true);
        using OrtIoBinding binding = session.CreateIoBinding();
        using OrtValue input = OrtValue.CreateTensorValueFromMemory(x, [1, 784]), output = OrtValue.CreateTensorValueFromMemory(y, [1, 10]);
        binding.BindInput("x", input);
        binding.BindOutput("y", output);
        using RunOptions run = new();
        float[] copy = new float[10];
        Action<int>[] ways =
        [
            i => engine.Predict(pixels[i], ref scores),
            i =>
            {
                pixels[i].x.CopyTo(x, 0);
                session.RunWithBinding(run, binding);
                y.CopyTo(copy, 0);
            },
        ];
        List<double>[] times = [[], []];
        double[] bytes = new double[2];
        for (int round = 0; round < Rounds; round++)
        {
            for (int way = 0; way < 2; way++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                for (int i = 0; i < Rows; i++)
                {
                    long start = Stopwatch.GetTimestamp();
                    ways[way](i);
                    times[way].Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
                }

                // Each list grows now and then; the last round's least is what a prediction takes.
                bytes[way] = round == 0 ? double.MaxValue
                    : Math.Min(bytes[way], (double)(GC.GetAllocatedBytesForCurrentThread() - before) / Rows);
            }
        }

        double[] medians = [.. times.Select(Timing.Median)];
        string[] names = ["engine", "plain run of one row"];
        for (int way = 0; way < 2; way++)
        {
            report.Row("mlp", names[way], Text(1e6 / medians[way], "N0"), "", Text(bytes[way], "F1"));
        }

        report.Ratio("score.engine", medians[0] / medians[1]);
    }

    private static string Text(double number, string format) => number.ToString(format, CultureInfo.InvariantCulture);

#pragma warning disable IDE1006, SA1300 // Columns are named like tensors.
    private sealed class Pixels
    {
        [VectorType(784)]
        public float[] x { get; set; } = [];
    }

    private sealed class Scores
    {
        [VectorType(1, 10)]
        public float[] y { get; set; } = new float[10];
    }
#pragma warning restore IDE1006, SA1300
}
