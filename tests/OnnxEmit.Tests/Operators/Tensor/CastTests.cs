using OnnxEmit;
using OnnxEmit.Operators;
using Testing;

namespace OnnxEmit.Tests.Operators.Tensor;

[TestClass]
public sealed class CastTests
{
    [TestMethod]
    [DataRow(ElementType.Int64)]
    [DataRow(ElementType.Bool)]
    [DataRow(ElementType.UInt8)]
    [DataRow(ElementType.String)]
    public void Converts_without_a_gradient(ElementType to) => OperatorHarness.Check([Feed.Random([2, 3], 0, 9)], x => x[0].Cast(to));

    [TestMethod]
    [DataRow(ElementType.Double)]
    [DataRow(ElementType.Float)]
    public void Passes_the_gradient_between_floats(ElementType through) =>
        OperatorHarness.Check([Feed.Random([2, 3])], x => new Cast(new Cast(x[0], through).Output, ElementType.Float).Output);

    [TestMethod]
    public void Converts_booleans_and_integers()
    {
        OperatorHarness.Check([Feed.Plain<bool>([2], true, false)], x => x[0].Cast(ElementType.Float));
        OperatorHarness.Check([Feed.Plain<int>([2], 3, -4)], x => x[0].Cast(ElementType.Int64));
    }

    [TestMethod]
    public void Lengths_stay_known() =>
        Assert.AreEqual<Shape>(["batch", 3], Op.Shape(Value.Input(ElementType.Float, ["batch", 3])).Cast(ElementType.Int32).Content!);

    [TestMethod]
    public void Asks_for_the_version_that_knows_it()
    {
        Value x = Expect.Input(3);
        Assert.AreEqual(6, new Cast(x, ElementType.Int64).SinceVersion);
        Assert.AreEqual(9, new Cast(x, ElementType.String).SinceVersion);
        Assert.AreEqual(13, new Cast(x, ElementType.BFloat16).SinceVersion);
        Assert.AreEqual(21, new Cast(x, ElementType.Int4).SinceVersion);
        Assert.AreEqual(19, new Cast(x, ElementType.Float8E4M3FN, saturate: false).SinceVersion);
        Assert.AreEqual(24, new Cast(x, ElementType.Float8E8M0, roundMode: "nearest").SinceVersion);
    }
}
