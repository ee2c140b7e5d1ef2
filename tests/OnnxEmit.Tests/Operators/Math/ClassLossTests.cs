using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Math;

/// <summary>What the losses on the scores of classes have in common.</summary>
public abstract class ClassLossTests
{
    private string Name => GetType().Name[..^"Tests".Length];

    protected abstract Value Apply(Value scores, Value labels, Value? weights = null, string reduction = "mean");

    [TestMethod]
    public void Names_what_does_not_fit()
    {
        Value labels = Value.Input(ElementType.Int64, [2]), other = Value.Input(ElementType.Int64, [3]);
        Expect.Error(
            $"{Name} expects scores (N, C, d…) and labels (N, d…). Received: (2, 3), (3).",
            () => Apply(Expect.Input(2, 3), other));
        Expect.Error(
            $"{Name} expects scores (N, C, d…) and labels (N, d…). Received: (2), (2).",
            () => Apply(Expect.Input(2), labels));
        Expect.Error(
            $"{Name} expects labels of type Int64 or Int32. Received: Float.",
            () => Apply(Expect.Input(2, 3), Expect.Input(2)));
        Expect.Error(
            $"{Name} expects one weight for each class. Received: scores (2, 3), weights (2).",
            () => Apply(Expect.Input(2, 3), labels, Expect.Input(2)));
        Expect.Error(
            $"{Name} expects scores and weights of one element type. Received: Float, Double.",
            () => Apply(Expect.Input(2, 3), labels, Value.Input(ElementType.Double, [3])));
        Expect.Error(
            $"{Name} expects a reduction of 'none', 'mean' or 'sum'. Received: 'max'.",
            () => Apply(Expect.Input(2, 3), labels, reduction: "max"));
    }

    // Every class in turn, and every third sample the ignored one.
    protected static Feed Labels(long[] dims, long ignored)
    {
        long[] shape = [dims[0], .. dims[2..]];
        return Feed.Plain(shape, [.. Enumerable.Range(0, (int)shape.Aggregate(1L, (n, d) => n * d))
            .Select(i => i % 3 == 2 ? ignored : i % dims[1])]);
    }
}
