using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Tensor;

[TestClass]
public sealed class BernoulliTests
{
    [TestMethod]
    [DataRow(null)]
    [DataRow(3f)]
    public void Draws_zeros_and_ones(float? seed)
    {
        Feed[] feeds = [Feed.Plain([20, 50], [.. Enumerable.Repeat(0.5f, 1000)])];
        foreach (ElementType? type in new ElementType?[] { null, ElementType.Int64, ElementType.Double })
        {
            double[] numbers = Close.ToDoubles(OperatorHarness.Check(feeds, x => Op.Bernoulli(x[0], type, seed))[0]);
            Assert.IsTrue(numbers.All(x => x is 0 or 1));
            Assert.AreEqual(0.5, numbers.Average(), 0.1);
        }
    }

    // ONNX Runtime draws the contrary; what runs here is the form of UseFasterForms.
    [TestMethod]
    public void Draws_ones_with_the_probability()
    {
        Value p = Value.Input(ElementType.Float, [1000], "x0");
        Graph graph = UseFasterForms.Apply(new([p], [Op.Bernoulli(p, ElementType.Int32)]));
        Dictionary<string, TensorData> feeds = new() { ["x0"] = TensorData.Create<float>([1000], [.. Enumerable.Repeat(0.9f, 1000)]) };
        Assert.AreEqual(900, OnnxRunner.Run(graph, feeds)[0].ToInt64().Sum(), 50);
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
        "Bernoulli expects a result of a float type. Received: String.", () => Op.Bernoulli(Expect.Input(2), ElementType.String));
}
