using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using MLNetAdapter;

namespace Benchmarks;

/// <summary>
/// Single rows through a prediction engine, against ONNX Runtime bound once and run in a loop. Where a session's weights happen to lie in
/// memory changes the time of its runs by several percent, so both sides open several.
/// </summary>
internal static class ScoreEngine
{
    private const int Sessions = 15;
    private const int Rounds = 6;
    private const int Rows = 500;

    public static void Run(Report report, byte[] mlp)
    {
        Pixels[] pixels = [.. Enumerable.Range(0, Rows).Select(
            r => new Pixels { x = [.. Enumerable.Range(0, 784).Select(i => MathF.Sin((r * 31) + i))] })];
        List<double>[] medians = [[], []];
        double[] bytes = new double[2];
        for (int session = 0; session < Sessions; session++)
        {
            Action<int>[] ways = [Engine(mlp, pixels), Plain(mlp, pixels)];
            double[][] times = [new double[Rounds * Rows], new double[Rounds * Rows]];
            for (int round = -2; round < Rounds; round++)
            {
                for (int way = 0; way < 2; way++)
                    bytes[way] = Measure(ways[way], round < 0 ? new double[Rows] : times[way].AsSpan(round * Rows, Rows));
            }

            for (int way = 0; way < 2; way++)
                medians[way].Add(Timing.Median(times[way]));
        }

        double[] all = [.. medians.Select(Timing.Median)];
        string[] names = ["engine", "plain run of one row"];
        for (int way = 0; way < 2; way++)
            report.Row("mlp", names[way], Text(1e6 / all[way], "N0"), "", Text(bytes[way], "F1"));
        report.Ratio("score.engine", all[0] / all[1]);
    }

    /// <summary>Microseconds of each row; how many bytes a row allocates.</summary>
    private static double Measure(Action<int> predict, Span<double> times)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Rows; i++)
        {
            long start = Stopwatch.GetTimestamp();
            predict(i);
            times[i] = (Stopwatch.GetTimestamp() - start) * 1e6 / Stopwatch.Frequency;
        }

        return (double)(GC.GetAllocatedBytesForCurrentThread() - before) / Rows;
    }

    private static Action<int> Engine(byte[] mlp, Pixels[] pixels)
    {
        MLContext context = new(seed: 1);
        PredictionEngine<Pixels, Scores> engine = context.Model.CreatePredictionEngine<Pixels, Scores>(
            context.Transforms.ApplyFluentModel(mlp).Fit(context.Data.LoadFromEnumerable(pixels)));
        Scores scores = new();
        return i => engine.Predict(pixels[i], ref scores);
    }

    private static Action<int> Plain(byte[] mlp, Pixels[] pixels)
    {
        InferenceSession session = new(mlp, new SessionOptions { IntraOpNumThreads = 1 });
        float[] x = GC.AllocateArray<float>(784, pinned: true), y = GC.AllocateArray<float>(10, pinned: true), copy = new float[10];
        OrtIoBinding binding = session.CreateIoBinding();
        binding.BindInput("x", OrtValue.CreateTensorValueFromMemory(x, [1, 784]));
        binding.BindOutput("y", OrtValue.CreateTensorValueFromMemory(y, [1, 10]));
        RunOptions run = new();
        return i =>
        {
            pixels[i].x.CopyTo(x, 0);
            session.RunWithBinding(run, binding);
            y.CopyTo(copy, 0);
        };
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
