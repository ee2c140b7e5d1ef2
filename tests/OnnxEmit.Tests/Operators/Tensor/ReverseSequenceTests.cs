using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Tensor;

[TestClass]
public sealed class ReverseSequenceTests
{
    [TestMethod]
    [DataRow(new long[] { 4, 3 }, 1L, 0L, new long[] { 1, 4, 2 })]
    [DataRow(new long[] { 2, 5 }, 0L, 1L, new long[] { 5, 3 })]
    [DataRow(new long[] { 4, 2, 3 }, 1L, 0L, new long[] { 3, 4 })]
    public void Reverses(long[] input, long batchAxis, long timeAxis, long[] lengths) => OperatorHarness.Check(
        [Feed.Random(input), Feed.Plain([lengths.Length], lengths)], x => Op.ReverseSequence(x[0], x[1], batchAxis, timeAxis));

    [TestMethod]
    public void Names_what_does_not_fit()
    {
        Expect.Error("ReverseSequence expects 3 sequence lengths. Received: (2).",
            () => Op.ReverseSequence(Expect.Input(4, 3), Value.Constant(1, 2)));
        Expect.Error("ReverseSequence expects batch_axis and time_axis to be 0 and 1. Received: 2, 0.",
            () => Op.ReverseSequence(Expect.Input(4, 3, 2), Value.Constant(1, 2), 2));
        Expect.Error("ReverseSequence expects an input of rank 2 or more. Received: (4).",
            () => Op.ReverseSequence(Expect.Input(4), Value.Constant(1)));
    }
}
