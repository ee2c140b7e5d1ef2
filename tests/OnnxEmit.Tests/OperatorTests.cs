using OnnxEmit.Operators;

namespace OnnxEmit.Tests;

[TestClass]
public sealed class OperatorTests
{
    [TestMethod]
    public void What_its_rules_stumble_over_is_told_by_the_operator()
    {
        Value x = Value.Input(new TensorType(ElementType.Float, null), "x"), w = Value.Input(ElementType.Float, [2, 3], "w");
        Assert.AreEqual(
            "Gemm expects inputs and attributes that fit together. Received: Float(…), Float(2, 3) " +
            "(Value 'x' expects a known number of axes here. Received: Float(…)).",
            Assert.ThrowsExactly<OperatorException>(() => Op.Gemm(x, w)).Message);
    }

    [TestMethod]
    public void Results_have_at_most_as_many_axes_as_in_numpy()
    {
        Value x = Value.Input(ElementType.Float, [2], "x");
        long[] axes = [.. Enumerable.Range(0, 63).Select(axis => (long)axis)];
        Assert.AreEqual(64, x.Unsqueeze(axes).Rank);
        Assert.AreEqual(
            "Unsqueeze expects a result of at most 64 axes. Received: one of 65.",
            Assert.ThrowsExactly<OperatorException>(() => x.Unsqueeze(axes).Unsqueeze(0)).Message);
    }

    [TestMethod]
    public void Elements_that_many_are_not_kept_as_lengths()
    {
        Value items = Value.Constant([.. Enumerable.Range(0, 40).Select(i => (long)i)]);
        Assert.AreEqual(40, items.Content!.Rank);
        Assert.IsNull(Op.Concat(0, items, items).Content);
    }

    [TestMethod]
    public void A_gradient_that_cannot_be_derived_names_the_operator()
    {
        Value x = Value.Input(ElementType.Float, [2], "x");
        Value y = new Odd(x).Output;
        Assert.AreEqual(
            "Odd expects inputs and attributes that a gradient can be derived for. Received: Float(2) (this is odd).",
            Assert.ThrowsExactly<OperatorException>(() => Differentiate.Gradient(y, [x])).Message);
    }

    private sealed class Odd(Value x) : ElementwiseOperator(x)
    {
        public override int SinceVersion => 1;

        protected internal override Gradients Gradient(Value dY, Needs needs) => throw new InvalidOperationException("this is odd");
    }
}
