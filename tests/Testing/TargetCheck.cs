using Microsoft.VisualStudio.TestTools.UnitTesting;
using OnnxEmit;
using OnnxEmit.Operators;

namespace Testing;

/// <summary>
/// An operator newer than the operator set that a model is written for, or one that ONNX Runtime does not run in it, is either written in
/// what that set has, and computes the same. Only of nothing there may be no form: then an error names it and the version that has it.
/// </summary>
internal static class TargetCheck
{
    private const int Oldest = 13, Newest = 23;

    public static void Run(Feed[] feeds, Func<Value[], IReadOnlyList<Value>> build, TensorData[] actual)
    {
        (Value[] values, Value[] inputs) = OperatorHarness.Values(feeds, feed => Shape.Of(feed.Data.Dims));
        IReadOnlyList<Value> outputs = build(values);
        Graph graph = new(inputs, outputs);
        if (graph.Operators.Any(op => op is RandomOperator))
            return;
        int newest = graph.Operators.Select(op => op.SinceVersion).DefaultIfEmpty().Max();
        int runsUntil = graph.Operators.Select(op => op.KernelUntil).DefaultIfEmpty(int.MaxValue).Min();
        int[] older = [.. new[] { Oldest, newest - 1 }.Where(opset => opset >= Oldest && opset < newest)];
        int[] newer = [.. new[] { runsUntil, Newest }.Where(opset => opset >= runsUntil && opset >= newest && opset <= Newest)];
        foreach (int opset in older.Concat(newer).Distinct())
        {
            Graph written = PassPipeline.ForOpset(graph, opset);
            if (written.Operators.FirstOrDefault(op => op.SinceVersion > opset) is { } left)
            {
                Assert.IsTrue(actual.Any(y => y.Count == 0), $"{left.OpType} has no form for version {opset}");
                OperatorException error = Assert.ThrowsExactly<OperatorException>(
                    () => new OnnxModel(written) { Opset = opset }.ToBytes(), $"{left.OpType} at version {opset}");
                StringAssert.StartsWith(
                    error.Message, $"{left.OpType} expects version {left.SinceVersion} or later of operator set ai.onnx.");
                continue;
            }

            TensorData[] results = OnnxRunner.Run(written, OperatorHarness.Named(inputs, feeds), opset);
            for (int i = 0; i < results.Length; i++)
            {
                // Two units in the last place of a half.
                double tolerance = actual[i].ElementType == ElementType.Float16 ? 2e-3 : 1e-4;
                Assert.AreEqual(actual[i].ElementType, results[i].ElementType, $"element type of output {i} at version {opset}");
                if (!results[i].Equals(actual[i])
                    && Close.Difference($"output {i} at version {opset}", results[i], actual[i], tolerance, tolerance) is { } difference)
                    Assert.Fail(difference);
            }
        }
    }
}
