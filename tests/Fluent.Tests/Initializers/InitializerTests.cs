using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Fluent.Tests;

/// <summary>Initializers: what they promise beyond mean and deviation, and what they refuse.</summary>
[TestClass]
public sealed class InitializerTests
{
    [TestMethod]
    [DataRow(new long[] { 5, 3 })]
    [DataRow(new long[] { 3, 5 })]
    [DataRow(new long[] { 3, 3, 4, 40 })]
    public void Orthogonal_vectors_are_orthogonal(long[] dims)
    {
        float[] w = Draw(new Orthogonal(gain: 2), dims);
        int columns = (int)dims[^1], rows = w.Length / columns;
        bool tall = rows >= columns;
        for (int a = 0; a < Math.Min(rows, columns); a++)
        {
            for (int b = 0; b <= a; b++)
            {
                double dot = Enumerable.Range(0, Math.Max(rows, columns)).Sum(k => tall
                    ? (double)w[(k * columns) + a] * w[(k * columns) + b] : (double)w[(a * columns) + k] * w[(b * columns) + k]);
                Assert.AreEqual(a == b ? 4 : 0, dot, 1e-5);
            }
        }
    }

    [TestMethod]
    public void Identity_has_a_diagonal() =>
        CollectionAssert.AreEqual(new float[] { 3, 0, 0, 0, 3, 0 }, Draw(new IdentityInitializer(3), [2, 3]));

    [TestMethod]
    public void The_same_seed_and_path_give_the_same_numbers()
    {
        CollectionAssert.AreEqual(Draw(new RandomNormal(seed: 3), [20]), Draw(new RandomNormal(seed: 3), [20]));
        CollectionAssert.AreNotEqual(Draw(new RandomNormal(seed: 3), [20]), Draw(new RandomNormal(seed: 4), [20]));
    }

    [TestMethod]
    public void Numbers_stay_in_their_range()
    {
        Assert.IsTrue(Draw(new RandomUniform(2, 3), [1000]).All(x => x is >= 2 and <= 3));
        Assert.IsTrue(Draw(new TruncatedNormal(1, 0.5f), [1000]).All(x => x is >= 0 and <= 2));
        float limit = MathF.Sqrt(3f / 8);
        Assert.IsTrue(Draw(new LecunUniform(inputAxes: [0, 1]), [2, 4, 100]).All(x => Math.Abs(x) <= limit));
    }

    [TestMethod]
    [DataRow("one", typeof(Ones))]
    [DataRow("normal", typeof(RandomNormal))]
    [DataRow("uniform", typeof(RandomUniform))]
    [DataRow("orthogonal", typeof(Orthogonal))]
    [DataRow("identity", typeof(IdentityInitializer))]
    [DataRow("he_normal", typeof(HeNormal))]
    public void Names_are_Keras_s(string name, Type type) => Assert.IsInstanceOfType((Initializer)name, type);

    [TestMethod]
    public void Wrong_arguments_are_refused()
    {
        Message("VarianceScaling expects scale to be greater than 0. Received: -1.", () => new VarianceScaling(-1));
        Message("VarianceScaling expects mode to be one of fan_in, fan_out, fan_avg. Received: 'fan'.",
            () => new VarianceScaling(mode: "fan"));
        Message("VarianceScaling expects distribution to be one of truncated_normal, untruncated_normal, uniform. Received: 'normal'.",
            () => new VarianceScaling(distribution: "normal"));
        Message("RandomNormal expects stddev to be 0 or more. Received: -0.5.", () => new RandomNormal(stddev: -0.5f));
        Message("TruncatedNormal expects stddev to be 0 or more. Received: -0.5.", () => new TruncatedNormal(stddev: -0.5f));
        Message("RandomUniform expects maxval to be at least minval. Received: 0.", () => new RandomUniform(1, 0));
        Message("IdentityInitializer expects a weight of two axes. Received: (1, 2, 3).", () => Draw(new IdentityInitializer(), [1, 2, 3]));
        Message("Orthogonal expects a weight of two axes or more. Received: (4).", () => Draw(new Orthogonal(), [4]));
    }

    private static float[] Draw(Initializer initializer, long[] dims)
    {
        float[] values = new float[dims.Aggregate(1L, (n, d) => n * d)];
        initializer.Draw(values, dims, "layer/kernel");
        return values;
    }

    private static void Message(string message, Func<object> act) =>
        Assert.AreEqual(message, Assert.ThrowsExactly<FluentException>(() => act()).Message);
}
