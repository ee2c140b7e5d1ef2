using System.Globalization;
using Fluent;
using static Fluent.Activations;

namespace Benchmarks;

/// <summary>Building models and writing them as ONNX, against writing as many bytes; and how the time grows with the layers.</summary>
internal static class EmitBenchmark
{
    private const int Rounds = 7, GrowthRounds = 15;

    public static int Run()
    {
        Report report = new("Building and writing", "what", "milliseconds", "bytes");
        ResNet50(report);
        Growth(report, "Dense layers", "emit.growth", x => x.Dense(8));
        Growth(report, "elementwise layers", "emit.growth.elementwise", x => x.ReLU());
        report.Print();
        return 0;
    }

    // The first weights are drawn before: random numbers are no part of writing. All else from the first layer to the last byte is
    // measured.
    private static void ResNet50(Report report)
    {
        string folder = Directory.CreateTempSubdirectory("emit").FullName;
        string ours = Path.Combine(folder, "ours.onnx"), plain = Path.Combine(folder, "plain.bin");
        Model drawn = Benchmarks.ResNet50.Make();
        Write(drawn, ours);
        byte[] bytes = File.ReadAllBytes(ours);
        double[] times = Timing.Alternate(
            Rounds, () => Benchmarks.ResNet50.Make(), () => Write(drawn, ours), () =>
        {
            using FileStream stream = File.Create(plain);
            stream.Write(bytes);
        });
        Directory.Delete(folder, recursive: true);
        report.Row("ResNet50: build the model", Text(times[0]), "");
        report.Row("ResNet50: write it to a file", Text(times[1]), $"{bytes.Length:N0}");
        report.Row("as many bytes to a file", Text(times[2]), $"{bytes.Length:N0}");
        report.Ratio("emit.resnet50", (times[0] + times[1]) / times[2]);
    }

    private static void Growth(Report report, string what, string name, Func<Tensor, Tensor> layer)
    {
        (double part, double whole, double ratio) = Timing.Growth(GrowthRounds, layers => Chain(layers, layer), 1_000);
        report.Row($"1,000 {what} (processor time)", Text(part), "");
        report.Row($"10,000 {what} (processor time)", Text(whole), "");
        report.Ratio(name, ratio);
    }

    private static void Chain(int layers, Func<Tensor, Tensor> layer)
    {
        Input x = new(8);
        Tensor y = x;
        for (int i = 0; i < layers; i++)
            y = layer(y);
        new Model(x, y).Export(Stream.Null);
    }

    private static void Write(Model model, string path)
    {
        using FileStream stream = File.Create(path);
        model.Export(stream);
    }

    private static string Text(double number) => number.ToString("F1", CultureInfo.InvariantCulture);
}
