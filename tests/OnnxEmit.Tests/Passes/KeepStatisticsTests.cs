using OnnxEmit.Operators;
using Testing;

namespace OnnxEmit.Tests.Passes;

[TestClass]
public sealed class KeepStatisticsTests
{
    private static readonly Dictionary<string, TensorData> Feeds = new()
    {
        ["x"] = Feed.Random([4, 2, 3], 1, 2).Data,
        ["scale"] = Feed.Random([2], seed: 2).Data,
        ["mean"] = TensorData.Create<float>([2], [10, 20]),
        ["variance"] = TensorData.Create<float>([2], [30, 40]),
    };

    // Both normalizations read the statistics that were given, and so do the results that are computed behind them. New statistics that are
    // not the graph's own outputs are those that the runtime writes over the given ones.
    [TestMethod]
    public void Given_statistics_stay()
    {
        Value x = Input("x", 4, 2, 3), scale = Input("scale", 2), mean = Input("mean", 2), variance = Input("variance", 2);
        BatchNormalization slow = new(x, scale, scale, mean, variance, momentum: 0.5f, trainingMode: true);
        BatchNormalization quick = new(slow.Outputs[0], scale, scale, mean, variance, momentum: 0.25f, trainingMode: true);
        Value behind = quick.Outputs[0].ReduceSum([0, 1, 2]) * 0;
        Graph after = KeepStatistics.Apply(new(
            [x, scale, mean, variance],
            [slow.Outputs[1] * 2, slow.Outputs[2] * 2, quick.Outputs[1] * 2, quick.Outputs[2] * 2, mean + behind, variance + behind]));

        float[][] found = [.. OnnxRunner.Run(after, Feeds).Select(data => data.AsSpan<float>().ToArray())];
        CollectionAssert.AreEqual(new float[] { 10, 20 }, found[4]);
        CollectionAssert.AreEqual(new float[] { 30, 40 }, found[5]);

        // What a normalization leaves has the mean of its summand, which is the scale here, and the variance of its scale.
        ReadOnlySpan<float> scales = Feeds["scale"].AsSpan<float>();
        for (int channel = 0; channel < 2; channel++)
        {
            float own = Channel(channel).Average(), spread = Channel(channel).Select(v => (v - own) * (v - own)).Average();
            Assert.AreEqual(10 + (10 * channel) + own, found[0][channel], 1e-3f);
            Assert.AreEqual(30 + (10 * channel) + spread, found[1][channel], 1e-3f);
            Assert.AreEqual((0.5f * (10 + (10 * channel))) + (1.5f * scales[channel]), found[2][channel], 1e-3f);
            Assert.AreEqual((0.5f * (30 + (10 * channel))) + (1.5f * scales[channel] * scales[channel]), found[3][channel], 1e-3f);
        }
    }

    [TestMethod]
    public void Leaves_other_operators()
    {
        Value x = Input("x", 4, 2, 3), scale = Input("scale", 2), mean = Input("mean", 2), variance = Input("variance", 2);
        Graph graph = new([x, scale, mean, variance], [Op.BatchNormalization(x, scale, scale, mean, variance)]);
        Assert.AreEqual("BatchNormalization", PassCheck.Operators(KeepStatistics.Apply(graph)));
    }

    private static Value Input(string name, params long[] sizes) => Value.Input(ElementType.Float, Shape.Of(sizes), name);

    private static float[] Channel(int channel) =>
        [.. Feeds["x"].AsSpan<float>().ToArray().Where((_, i) => i / 3 % 2 == channel)];
}
