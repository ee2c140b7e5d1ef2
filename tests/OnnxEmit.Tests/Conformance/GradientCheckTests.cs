using OnnxEmit.Operators;
using Testing;

namespace OnnxEmit.Tests.Conformance;

/// <summary>What every gradient is checked with finds wrong ones, and only those.</summary>
[TestClass]
public sealed class GradientCheckTests
{
    private static readonly Feed Plain = Feed.Random([3, 4], 1, 2);

    [TestMethod]
    public void Finds_a_wrong_gradient() => Fails(Plain, x => new Claims("Sin", x, (dY, v) => dY * Op.Sin(v)).Output);

    [TestMethod]
    public void Finds_a_missing_gradient() => Fails(Plain, x => new Claims("Sin", x, (_, _) => null).Output);

    [TestMethod]
    public void Finds_a_gradient_that_is_no_number() => Fails(Plain, x => new Claims("Sin", x, (dY, v) => dY * Op.Log(Op.Neg(v))).Output);

    [TestMethod]
    public void Finds_one_wrong_element_among_many()
    {
        Feed large = Feed.Random([100], 1, 2);
        Value mask = Value.Constant(TensorData.Create<float>([100], [.. Enumerable.Range(0, 100).Select(i => i == 7 ? 3f : 1)]));
        Fails(large, x => new Claims("Exp", x, (dY, v) => dY * Op.Exp(v) * mask).Output);
    }

    [TestMethod]
    public void Moves_away_from_kinks_and_jumps()
    {
        Feed zeros = Feed.Of([5], 0, 0, 0, 0, 0);
        Assert.IsGreaterThan(0, Run(zeros, x => Op.Relu(x)).Moves);
        Assert.IsGreaterThan(0, Run(zeros, x => Op.Sign(x)).Moves);
        Assert.AreEqual(0, Run(Plain, x => Op.Sin(x)).Moves);
    }

    [TestMethod]
    public void Stays_in_the_domain()
    {
        Assert.AreEqual((3, 0), Run(Feed.Of([3], 1, 2, 3), x => Op.Acosh(x)));
        Assert.AreEqual((3, 0), Run(Feed.Of([3], float.NaN, float.PositiveInfinity, 0.5f), x => Op.Sin(x)));
    }

    [TestMethod]
    public void Finds_a_wrong_gradient_beside_the_end_of_a_domain() =>
        Fails(Feed.Of([3], 1, 2, 3), x => new Claims("Acosh", x, (dY, v) => dY / Op.Sqrt((v - 1) * (v + 2))).Output);

    private static void Fails(Feed feed, Func<Value, Value> build) => Assert.ThrowsExactly<AssertFailedException>(() => Run(feed, build));

    private static (int Directions, int Moves) Run(Feed feed, Func<Value, Value> build) =>
        GradientCheck.Run([feed], x => [build(x[0])], OnnxRunner.Opset, f => Shape.Of(f.Data.Dims));

    private sealed class Claims(string opType, Value x, Func<Value, Value, Value?> gradient) : ElementwiseOperator(x)
    {
        public override string OpType => opType;

        public override int SinceVersion => 9;

        protected internal override Gradients Gradient(Value dY, Needs needs) => [gradient(dY, Inputs[0]!)];
    }
}
