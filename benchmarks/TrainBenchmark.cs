using System.Globalization;
using Fluent;
using TorchSharp;

namespace Benchmarks;

/// <summary>Training steps of two networks against TorchSharp's, in turn, from equal weights.</summary>
internal static class TrainBenchmark
{
    private const int ComparedSteps = 50;
    private const int LearnedEpochs = 4;
    private const int Blocks = 8;
    private const int BlockSteps = 20;
    private const int WarmSteps = 3;
    private const double Tolerance = 1e-3;

    // The threads of both libraries wait for work by spinning, long after the last step: the one that is not measured would take a
    // processor from the one that is.
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(300);

    public static int Run(string? folder)
    {
        Mnist data = Mnist.Load(folder, 2 * ComparedSteps * 128);
        string? missing = TorchTraining.Missing();
        if (missing is not null)
            Console.WriteLine(missing);
        Report report = new("Training, milliseconds a step", "network", "batch", "threads", "ours", "TorchSharp", "ratio",
            "losses differ by", "managed bytes");
        bool agree = true;
        foreach (int threads in new[] { 1, 2 })
        {
            agree &= Measure(report, "cnn", data, 64, threads, missing is null, Networks.Cnn, TorchTraining.Cnn);
            agree &= Measure(report, "mlp", data, 128, threads, missing is null, Networks.Mlp, TorchTraining.Mlp);
        }

        report.Print();
        EmbeddingBenchmark.Run();
        if (!agree)
            Console.WriteLine($"The losses of {ComparedSteps} steps differ by more than {Tolerance}: the two do not compute the same.");
        return agree ? 0 : 1;
    }

    private static bool Measure(
        Report report, string name, Mnist data, int batch, int threads, bool compare, Func<Model> make,
        Func<Model, Mnist, int, TorchTraining> twin)
    {
        // Not from random weights: where two numbers that a maximum is taken of differ by rounding alone, a gradient goes another way, and
        // while the network leaves its beginnings that grows: of twelve networks the losses differed by 1e-2 at most, TorchSharp's with one
        // thread from its own with two by 7e-4. From weights that have learned for 50 steps they may differ by 1e-3, from these by 1e-6.
        Model model = make();
        OurTraining learner = new(model, data, batch, threads);
        for (int epoch = 0; epoch < LearnedEpochs; epoch++)
            learner.Run(ComparedSteps, skip: ComparedSteps);
        using TorchTraining? torch = compare ? twin(model, data, batch) : null;
        if (compare)
            TorchSharp.torch.set_num_threads(threads);
        OurTraining ours = new(model, data, batch, threads);

        IReadOnlyList<Step> first = ours.Run(ComparedSteps);
        double bytes = ours.BytesPerStep;
        double difference = torch?.Run(ComparedSteps).Zip(first, (a, b) => Math.Abs(a.Loss - b.Loss)).Max() ?? 0;

        List<double> ourTimes = [], torchTimes = [];
        for (int block = 0; block < Blocks; block++)
        {
            Thread.Sleep(Rest);
            ourTimes.AddRange(ours.Run(BlockSteps).Skip(WarmSteps).Select(s => s.Milliseconds));
            Thread.Sleep(Rest);
            torchTimes.AddRange(torch?.Run(BlockSteps).Skip(WarmSteps).Select(s => s.Milliseconds) ?? []);
        }

        double mine = Timing.Median(ourTimes), theirs = compare ? Timing.Median(torchTimes) : double.NaN;
        report.Row(name, $"{batch}", $"{threads}", Text(mine), compare ? Text(theirs) : "-", compare ? Text(mine / theirs) : "-",
            compare ? difference.ToString("E1", CultureInfo.InvariantCulture) : "-", bytes.ToString("F1", CultureInfo.InvariantCulture));
        if (compare)
            report.Ratio($"train.{name}.{threads}t", mine / theirs);
        return difference <= Tolerance;
    }

    private static string Text(double number) => number.ToString("F3", CultureInfo.InvariantCulture);
}
