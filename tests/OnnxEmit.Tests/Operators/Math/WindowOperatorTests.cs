using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Math;

/// <summary>What the windows of a length have in common.</summary>
public abstract class WindowOperatorTests
{
    private string Name => GetType().Name[..^"Tests".Length];

    protected abstract Value Apply(Value size, ElementType type = ElementType.Float, bool periodic = true);

    [TestMethod]
    [DataRow(8L, true)]
    [DataRow(8L, false)]
    [DataRow(5L, true)]
    [DataRow(2L, false)]
    [DataRow(1L, true)]
    public void Computes_and_decomposes(long size, bool periodic)
    {
        foreach (Feed feed in new[] { Feed.Plain([], size).AsConstant(), Feed.Plain([], size), Feed.Plain([], (int)size) })
        {
            TensorData[] y = OperatorHarness.CheckOpen([feed], x =>
            [
                Apply(x[0], periodic: periodic),
                Apply(x[0], periodic: periodic).Producer!.Decompose()!.Value[0],
            ]);
            Assert.IsNull(Close.Difference("decomposed", y[1], y[0], 1e-6, 1e-6));
        }
    }

    [TestMethod]
    public void Computes_doubles() => OperatorHarness.CheckOpen(
        [Feed.Plain<long>([], 6).AsConstant()], x => Apply(x[0], ElementType.Double));

    [TestMethod]
    public void Knows_its_length_from_a_constant() =>
        Assert.AreEqual(Shape.Of(6), Apply(Value.Constant(TensorData.Create<long>([], [6]))).Shape);

    [TestMethod]
    public void Names_what_is_no_size() => Expect.Error(
        $"{Name} expects a size that is an Int32 or Int64 scalar. Received: Float(2).", () => Apply(Expect.Input(2)));
}
