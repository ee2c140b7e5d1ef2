using System.Collections.Concurrent;
using Microsoft.ML.OnnxRuntime;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using OnnxEmit.Protobuf;

namespace OnnxEmit.Tests.Protobuf;

/// <summary>Reads and writes every case of the ONNX project; what ONNX Runtime passes it must pass after that.</summary>
[TestClass]
public class ConformanceTests
{
    /// <summary>The test's output.</summary>
    public required TestContext TestContext { get; set; }

    [TestMethod]
    public void Every_case_of_the_ONNX_project_means_the_same_after_reading_and_writing()
    {
        ConcurrentBag<string> failures = [];
        int cases = 0, run = 0, more = 0, typed = 0, generic = 0;
        Parallel.ForEach(OnnxCase.All(), new() { MaxDegreeOfParallelism = Environment.ProcessorCount }, item =>
        {
            Interlocked.Increment(ref cases);
            try
            {
                OnnxModel model = OnnxModel.Load(item.Model);
                Interlocked.Add(ref typed, model.Graph.Operators.Count(op => op is not GenericOperator));
                Interlocked.Add(ref generic, model.Graph.Operators.Count(op => op is GenericOperator));
                byte[] written = model.ToBytes();
                if (Difference(item.Model, written) is { } difference)
                    failures.Add($"{item.Name} means something else: {difference}");
                CaseValue[] inputs = [.. item.Inputs.Select((file, i) => CaseValue.Read(file, model.Graph.Inputs[i].Type))];
                CaseValue[] expected = [.. item.Outputs.Select(
                    (file, i) => CaseValue.Read(file, model.Graph.Outputs[i].Declared ?? model.Graph.Outputs[i].Type))];
                if (item.RunsOnOnnxRuntime)
                    Interlocked.Increment(ref run);
                else if (Passes(item.Model, inputs, expected))
                    Interlocked.Increment(ref more);
                else
                    return;
                if (CaseRunner.Run(written, inputs, expected) is { } wrong)
                    failures.Add($"{item.Name}: {wrong}");
            }
            catch (Exception e)
            {
                failures.Add($"{item.Name}: {e.GetType().Name}: {e.Message}");
            }
        });
        TestContext.WriteLine(
            $"{cases} cases; {run} run on ONNX Runtime as listed, {more} more that only Python cannot feed; " +
            $"{typed} nodes read as their class, {generic} as generic ones");
        Assert.IsGreaterThan(0, cases, "no cases found");
        Assert.IsTrue(failures.IsEmpty,
            $"{failures.Count} of {cases} cases fail:\n{string.Join('\n', failures.Order(StringComparer.Ordinal))}");
    }

    // The list was made with Python, which has no numbers of some types; what else goes wrong with the original is not ours.
    internal static bool Passes(byte[] original, CaseValue[] inputs, CaseValue[] expected)
    {
        try
        {
            return CaseRunner.Run(original, inputs, expected) is null;
        }
        catch (Exception e) when (e is OnnxRuntimeException or NotSupportedException or ArgumentException)
        {
            return false;
        }
    }

    /// <summary>The first lines in which two files differ; null where they mean the same.</summary>
    internal static string? Difference(byte[] original, byte[] written)
    {
        IReadOnlyList<string> before = Meaning(original), after = Meaning(written);
        string[] lost = [.. before.Except(after)],
            added = [.. after.Except(before).Where(line => !line.StartsWith(ModelMeaning.Stated, StringComparison.Ordinal))];
        return lost.Length + added.Length == 0 ? null
            : $"lost\n  {string.Join("\n  ", lost.Take(4))}\nadded\n  {string.Join("\n  ", added.Take(4))}";
    }

    private static IReadOnlyList<string> Meaning(byte[] file) => ModelMeaning.Of(ModelProto.Parser.ParseFrom(file));
}
