using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Tensor;

[TestClass]
public sealed class UniqueTests
{
    [TestMethod]
    [DataRow(null, true)]
    [DataRow(null, false)]
    [DataRow(0L, true)]
    [DataRow(0L, false)]
    [DataRow(-1L, true)]
    [DataRow(1L, false)]
    public void Finds_each_once(long? axis, bool sorted)
    {
        Feed[] feeds = [Feed.Plain<float>([3, 4], 3, 1, 3, 0, 2, 1, 2, 5, 3, 1, 3, 0)];
        for (int count = 1; count <= 4; count++)
        {
            int outputs = count;
            OperatorHarness.CheckOpen(feeds, x => new OnnxEmit.Operators.Unique(x[0], axis, sorted, outputs).Outputs);
        }
    }

    [TestMethod]
    public void Finds_integers()
    {
        TensorData[] y = OperatorHarness.CheckOpen(
            [Feed.Plain<long>([6], 2, 1, 1, 3, 4, 3)], x => new OnnxEmit.Operators.Unique(x[0], sorted: false, outputs: 4).Outputs);
        CollectionAssert.AreEqual(new long[] { 2, 1, 3, 4 }, y[0].ToInt64());
        CollectionAssert.AreEqual(new long[] { 0, 1, 3, 4 }, y[1].ToInt64());
        CollectionAssert.AreEqual(new long[] { 0, 1, 1, 2, 3, 2 }, y[2].ToInt64());
        CollectionAssert.AreEqual(new long[] { 1, 2, 2, 1 }, y[3].ToInt64());
    }

    [TestMethod]
    public void Lets_no_gradient_through() =>
        Assert.IsNull(Differentiate.Gradient(Op.Unique(Input), [Input], Value.Input(ElementType.Float, [Dim.Unknown()]))[0]);

    [TestMethod]
    public void Names_what_does_not_fit()
    {
        Expect.Error("Unique expects an axis between -1 and 0. Received: 1.", () => Op.Unique(Input, 1));
        Expect.Error(
            "Unique expects one to four outputs. Received: 5.", () => new OnnxEmit.Operators.Unique(Input, outputs: 5).Outputs);
    }

    private static readonly Value Input = Expect.Input(3);
}
