using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Tensor;

[TestClass]
public sealed class BernoulliTests
{
    // Two runs differ, and ONNX Runtime draws the contrary: what can be said is what is drawn and how often.
    [TestMethod]
    [DataRow(null)]
    [DataRow(3f)]
    public void Draws_zeros_and_ones(float? seed)
    {
        foreach (ElementType? type in new ElementType?[] { null, ElementType.Int64, ElementType.Double })
        {
            Value p = Value.Input(ElementType.Float, ["rows", 50], "x0"), y = Op.Bernoulli(p, type, seed);
            Assert.AreEqual(new TensorType(type ?? ElementType.Float, ["rows", 50]), y.Type);
            TensorData actual = OnnxRunner.Run(new Graph([p], [y]), Probabilities(0.5f))[0];
            Assert.AreEqual(y.ElementType, actual.ElementType);
            double[] numbers = Close.ToDoubles(actual);
            Assert.IsTrue(numbers.All(x => x is 0 or 1));
            Assert.AreEqual(0.5, numbers.Average(), 0.1);
        }
    }

    [TestMethod]
    public void Draws_ones_with_the_probability_where_it_runs_here()
    {
        Value p = Value.Input(ElementType.Float, [20, 50], "x0");
        Graph graph = UseFasterForms.Apply(new([p], [Op.Bernoulli(p, ElementType.Int32)]));
        Assert.AreEqual(900, OnnxRunner.Run(graph, Probabilities(0.9f))[0].ToInt64().Sum(), 50);
    }

    [TestMethod]
    public void Is_made_of_what_version_13_has()
    {
        Value p = Value.Input(ElementType.Float, [4], "x0");
        Graph older = PassPipeline.ForOpset(new([p], [Op.Bernoulli(p)]), 13);
        Assert.IsFalse(older.Operators.Any(op => op.SinceVersion > 13));
        Dictionary<string, TensorData> feeds = new() { ["x0"] = TensorData.Create<float>([4], 0, 1, 0, 1) };
        CollectionAssert.AreEqual(new float[] { 0, 1, 0, 1 }, OnnxRunner.Run(older, feeds, 13)[0].AsSpan<float>().ToArray());
    }

    [TestMethod]
    public void Names_text() => Expect.Error(
        "Bernoulli expects a result of numbers or booleans. Received: String.", () => Op.Bernoulli(Expect.Input(2), ElementType.String));

    private static Dictionary<string, TensorData> Probabilities(float each) =>
        new() { ["x0"] = TensorData.Create<float>([20, 50], [.. Enumerable.Repeat(each, 1000)]) };
}
