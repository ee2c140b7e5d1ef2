using System.Globalization;
using Fluent;
using OnnxEmit;

namespace Benchmarks;

/// <summary>Rows through our ML.NET transform, ML.NET's own, and a plain ONNX Runtime loop, in turn.</summary>
internal static class ScoreBenchmark
{
    private const int Batch = 32;
    private const int Large = 256;
    private const int Rounds = 9;

    public static int Run()
    {
        Report report = new("Scoring", "model", "how", "rows a second", "× stock", "managed bytes a row");
        Value x = Value.Input(ElementType.Float, ["N", 4], "x"), y = Op.Identity(x);
        y.Name = "y";
        Measure(report, "identity", new OnnxModel(new Graph([x], [y])).ToBytes(), 204_800, 4, 4);
        byte[] mlp = Bytes(Networks.Mlp());
        Measure(report, "mlp", mlp, 30_720, 10, 784);
        Measure(report, "cnn", Bytes(Networks.Cnn()), 5_120, 10, 28, 28, 1);
        ScoreEngine.Run(report, mlp);
        using (ScorePipelines pipelines = new(report))
        {
            pipelines.Csv(mlp);
            pipelines.Wide();
            pipelines.Text();
        }

        report.Print();
        return 0;
    }

    private static void Measure(Report report, string name, byte[] model, int count, int outputs, params long[] sizes)
    {
        int width = (int)sizes.Aggregate(1L, (product, size) => product * size);
        float[][] rows = [.. Enumerable.Range(0, count)
            .Select(r => Enumerable.Range(0, width).Select(i => MathF.Sin((r * 31) + i)).ToArray())];
        Scorer scorer = new(model, rows, outputs, sizes);
        (string How, Action Run)[] ways =
        [
            ("stock", scorer.Stock()), ("stock, 1 thread in the session", scorer.Stock(1)), ("ours", scorer.Ours(Batch)),
            ("ours, 1 thread", scorer.Ours(Batch, 1)), ($"ours, {Large} rows a run", scorer.Ours(Large)),
            ($"plain loop of {Batch}", scorer.Raw(Batch)), ($"plain loop of {Batch}, 1 thread", scorer.Raw(Batch, 1)),
        ];
        foreach ((string _, Action run) in ways)
            Timing.WarmUp(run);
        double[] rates = [.. Timing.Alternate(Rounds, [.. ways.Select(way => way.Run)]).Select(ms => count * 1000 / ms)];
        for (int i = 0; i < ways.Length; i++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            ways[i].Run();
            double bytes = (double)(GC.GetTotalAllocatedBytes(precise: true) - before) / count;
            report.Row(name, ways[i].How, Text(rates[i], "N0"), Text(rates[i] / rates[0], "F2"), Text(bytes, "F1"));
        }

        report.Ratio($"score.{name}", rates[2] / rates[0]);
        report.Ratio($"score.{name}.{Large}", rates[4] / rates[0]);
        if (name == "mlp")
            report.Ratio("score.mlp.raw", rates[2] / rates[5]);
        if (name == "cnn")
            report.Ratio("score.cnn.tuned", rates[2] / rates[1]);
        scorer.Delete();
    }

    private static byte[] Bytes(Model model)
    {
        using MemoryStream stream = new();
        model.Export(stream);
        return stream.ToArray();
    }

    private static string Text(double number, string format) => number.ToString(format, CultureInfo.InvariantCulture);
}
