using System.Diagnostics;
using System.Globalization;
using Fluent;
using OnnxEmit;

namespace Benchmarks;

/// <summary>Reading a model of 100 MB and writing it again, against copying its file twice, and what memory that takes.</summary>
internal static class CopyBenchmark
{
    private const int Rounds = 9;

    public static void Run()
    {
        string folder = Directory.CreateTempSubdirectory("onnx").FullName;
        string file = Path.Combine(folder, "model.onnx"), copy = Path.Combine(folder, "copy.onnx");
        ResNet50.Make().Export(file);
        long size = new FileInfo(file).Length;
        double[] times = Timing.Alternate(Rounds, () => OnnxModel.Load(file).Save(copy), () => Copy(file, copy));
        double memory = Memory(file, copy);
        Directory.Delete(folder, recursive: true);

        Report report = new($"A model of {size:N0} bytes", "what", "milliseconds", "bytes of memory");
        report.Row("read it and write it again", $"{times[0]:F1}", $"{memory:N0}");
        report.Row("copy its file twice", $"{times[1]:F1}", "");
        report.Ratio("onnx.copy.time", times[0] / times[1]);
        report.Ratio("onnx.copy.memory", memory / size);
        report.Print();
    }

    /// <summary>Reads and writes once, in a process of its own, and prints by how much its memory grew at most.</summary>
    public static int Measure(string file, string copy)
    {
        using Process self = Process.GetCurrentProcess();
        long before = self.WorkingSet64;
        OnnxModel.Load(file).Save(copy);
        self.Refresh();
        Console.WriteLine(self.PeakWorkingSet64 - before);
        return 0;
    }

    private static void Copy(string file, string copy)
    {
        for (int i = 0; i < 2; i++)
            File.Copy(file, copy, overwrite: true);
    }

    private static double Memory(string file, string copy)
    {
        // This program, whether it was started by its own name or by that of dotnet.
        string program = Environment.GetCommandLineArgs()[0];
        List<double> peaks = [];
        for (int i = 0; i < 3; i++)
        {
            using Process process = Process.Start(new ProcessStartInfo("dotnet", ["exec", program, "onnx-copy", file, copy])
            {
                RedirectStandardOutput = true, UseShellExecute = false,
            })!;
            peaks.Add(double.Parse(process.StandardOutput.ReadToEnd(), CultureInfo.InvariantCulture));
            process.WaitForExit();
        }

        return Timing.Median(peaks);
    }
}
