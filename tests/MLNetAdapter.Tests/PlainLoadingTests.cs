using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;
using Testing;

namespace MLNetAdapter.Tests;

/// <summary>What a program that has only ML.NET's own packages makes of what was saved here.</summary>
[TestClass]
public sealed class PlainLoadingTests
{
    [TestMethod]
    public void A_program_without_this_library_opens_a_saved_pipeline()
    {
        MLContext context = Table.Context;
        IDataView data = Table.Floats(40, 8);
        var pipeline = context.Transforms.CopyColumns("Pixels", "x").Append(context.Transforms.ApplyFluentModel(
            TestModels.Mlp(), "Score", "Pixels", new() { BatchSize = 16, Classes = new() { Names = ["a", "b", "c"] } }));
        using var ours = pipeline.Fit(data);
        using TemporaryFolder folder = new();
        context.Model.Save(ours, data.Schema, folder / "pipeline.zip");
        using (FileStream rows = File.Create(folder / "rows.idv"))
        {
            context.Data.SaveAsBinary(data, rows);
        }

        string[] lines = Run(folder / "pipeline.zip", folder / "rows.idv", "Score");
        float[][] expected = Table.Vectors(ours.Transform(data), "Score");
        Assert.AreEqual(40, lines.Length);
        for (int i = 0; i < 40; i++)
        {
            float[] actual = [.. lines[i].Split(' ').Select(text => float.Parse(text, CultureInfo.InvariantCulture))];
            Assert.IsTrue(actual.Zip(expected[i]).All(pair => MathF.Abs(pair.First - pair.Second) <= 1e-5f), lines[i]);
        }
    }

    private static string[] Run(params string[] arguments)
    {
        // Beside this program's own folder: the same configuration and framework.
        string program = Path.Combine(
            Repository.Root,
            "tests",
            "PlainLoading",
            Path.GetRelativePath(Path.Combine(Repository.Root, "tests", "MLNetAdapter.Tests"), AppContext.BaseDirectory),
            "PlainLoading.dll");
        ProcessStartInfo start = new("dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.AreEqual(0, process.ExitCode, errors.Result);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
