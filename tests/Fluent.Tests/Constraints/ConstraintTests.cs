using Microsoft.VisualStudio.TestTools.UnitTesting;
using OnnxEmit;
using Testing;

namespace Fluent.Tests;

/// <summary>Constraints and regularizers: several axes, weights of zero, and what they refuse.</summary>
[TestClass]
public sealed class ConstraintTests
{
    [TestMethod]
    public void Norms_run_over_several_axes()
    {
        float[] held = Run(new MaxNorm(1, [0, 1]), [2, 2, 1], 1, 1, 1, 1);
        foreach (float x in held)
            Assert.AreEqual(0.5f, x, 1e-5f);
    }

    [TestMethod]
    public void Zeros_stay_zeros() => CollectionAssert.AreEqual(new float[2], Run(new UnitNorm(), [2, 1], 0, 0));

    [TestMethod]
    public void Axes_are_written_as_they_were_given()
    {
        Assert.AreEqual("""{"max_value":2,"axis":0}""", new MaxNorm().GetConfig().ToJsonString());
        Assert.AreEqual("""{"axis":[0,1,2]}""", new UnitNorm([0, 1, 2]).GetConfig().ToJsonString());
    }

    [TestMethod]
    public void Names_are_Keras_s()
    {
        Assert.IsInstanceOfType<NonNeg>((Constraint)"non_neg");
        Assert.IsInstanceOfType<MaxNorm>((Constraint)"max_norm");
        Assert.IsInstanceOfType<L1L2>((Regularizer)"l1_l2");
    }

    [TestMethod]
    public void Wrong_arguments_are_refused()
    {
        Message("MaxNorm expects maxValue to be 0 or more. Received: -1.", () => new MaxNorm(-1));
        Message("MinMaxNorm expects maxValue to be at least minValue. Received: 1.", () => new MinMaxNorm(2, 1));
        Message("MinMaxNorm expects rate to be from 0 to 1. Received: 1.5.", () => new MinMaxNorm(rate: 1.5f));
        Message("L1 expects factor to be 0 or more. Received: -1.", () => new L1(-1));
        Message("L2 expects factor to be 0 or more. Received: -1.", () => new L2(-1));
        Message("L1L2 expects l2 to be 0 or more. Received: -1.", () => new L1L2(1, -1));
        Message("OrthogonalRegularizer expects mode to be one of rows, columns. Received: 'both'.",
            () => new OrthogonalRegularizer(mode: "both"));
        Message("OrthogonalRegularizer expects a matrix of known sizes. Received: Float(4).",
            () => new OrthogonalRegularizer().Lower(Expect.Input(4)));
    }

    private static float[] Run(Constraint constraint, long[] dims, params float[] weight)
    {
        Value w = Value.Input(ElementType.Float, Shape.Of(dims), "w");
        Dictionary<string, TensorData> feeds = new() { ["w"] = TensorData.Create<float>(dims, weight) };
        return OnnxRunner.Run(new Graph([w], [constraint.Lower(w)]), feeds)[0].AsSpan<float>().ToArray();
    }

    private static void Message(string message, Func<object> act) =>
        Assert.AreEqual(message, Assert.ThrowsExactly<FluentException>(() => act()).Message);
}
