using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Rnn;

/// <summary>Checks of recurrent operators: beside the three oracles, that the form they are differentiated by computes the same.</summary>
internal static class Recurrent
{
    public static void Check(Feed[] feeds, Func<Value[], IReadOnlyList<Value>> build)
    {
        TensorData[] actual = OperatorHarness.Check(feeds, build);
        TensorData[] equal = OperatorHarness.Check(
            [.. feeds.Select(feed => feed with { Differentiable = false })], x => Decomposed(build(x)));
        for (int i = 0; i < actual.Length; i++)
            Assert.IsNull(Close.Difference($"output {i}", equal[i], actual[i], 1e-5, 1e-5));
    }

    private static Value[] Decomposed(IReadOnlyList<Value> outputs) =>
        [.. outputs.Select(y => y.Producer!.Decompose()!.Value[y.OutputIndex])];
}
