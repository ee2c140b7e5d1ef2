using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Fluent.Tests;

/// <summary>Update rules: vectors do what single numbers do, nothing is allocated, and the rules are Keras's.</summary>
[TestClass]
public sealed class OptimizerTests
{
    public static IEnumerable<object[]> All =>
    [
        [new Adam(0.01f)], [new Adam(0.01f, amsgrad: true)],
        [new SGD(0.1f)], [new SGD(0.1f, 0.9f)], [new SGD(0.1f, 0.9f, nesterov: true)],
    ];

    [TestMethod]
    [DynamicData(nameof(All))]
    public void Vectors_do_what_single_numbers_do(Optimizer optimizer)
    {
        const int Count = 37;
        Random random = new(5);
        float[] weight = Draw(), slots = new float[Count * optimizer.Slots];
        float[][] alone = [.. weight.Select(w => new[] { w })], aloneSlots = [.. weight.Select(_ => new float[optimizer.Slots])];
        for (int step = 0; step < 5; step++)
        {
            float[] gradient = Draw();
            optimizer.Step(weight, gradient, slots);
            for (int i = 0; i < Count; i++)
                optimizer.Step(alone[i], gradient.AsSpan(i, 1), aloneSlots[i]);
            optimizer.Iterations++;
        }

        for (int i = 0; i < Count; i++)
            Assert.AreEqual(alone[i][0], weight[i], 1e-6f);

        float[] Draw() => [.. Enumerable.Range(0, Count).Select(_ => random.NextSingle() - 0.5f)];
    }

    [TestMethod]
    [DynamicData(nameof(All))]
    public void A_step_allocates_nothing(Optimizer optimizer)
    {
        float[] weight = new float[1001], gradient = new float[1001], slots = new float[1001 * optimizer.Slots];
        optimizer.Step(weight, gradient, slots);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10; i++)
            optimizer.Step(weight, gradient, slots);
        Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [TestMethod]
    public void Adam_is_Keras_s()
    {
        Adam adam = new(0.1f);
        double w = 1, m = 0, v = 0;
        float[] weight = [1], slots = [0, 0];
        for (int t = 1; t <= 10; t++)
        {
            double g = w * w;
            adam.Step(weight, [weight[0] * weight[0]], slots);
            adam.Iterations++;
            m += (g - m) * 0.1;
            v += ((g * g) - v) * 0.001;
            w -= 0.1 * Math.Sqrt(1 - Math.Pow(0.999, t)) / (1 - Math.Pow(0.9, t)) * m / (Math.Sqrt(v) + 1e-7);
        }

        Assert.AreEqual(w, weight[0], 1e-4);
    }

    [TestMethod]
    public void Momentum_is_Keras_s()
    {
        Assert.AreEqual(1 - 0.1f, Two(new SGD(0.1f)), 1e-6f);
        Assert.AreEqual(1 - 0.05f - 0.095f, Two(new SGD(0.1f, 0.9f)), 1e-6f);
        Assert.AreEqual(1 - (0.05f + 0.045f) - (0.05f + (0.9f * 0.095f)), Two(new SGD(0.1f, 0.9f, nesterov: true)), 1e-6f);
    }

    [TestMethod]
    public void Sizes_that_do_not_fit_are_refused()
    {
        ArgumentException error = Assert.ThrowsExactly<ArgumentException>(() => new SGD(0.1f).Step(new float[3], new float[2], []));
        Assert.AreEqual(
            "An update expects as many gradients as weights, whole slots, and at most 8 slots and coefficients. Received: " +
            "3 weights, 2 gradients, 0 numbers in slots, 2 coefficients.",
            error.Message);
    }

    [TestMethod]
    public void Momentum_beyond_one_is_refused() => Assert.AreEqual(
        "SGD expects momentum to be from 0 to 1. Received: 2.", Assert.ThrowsExactly<FluentException>(() => new SGD(momentum: 2)).Message);

    // Two steps from 1 with gradient ½.
    private static float Two(SGD optimizer)
    {
        float[] weight = [1], slots = new float[optimizer.Slots];
        optimizer.Step(weight, [0.5f], slots);
        optimizer.Step(weight, [0.5f], slots);
        return weight[0];
    }
}
