using OnnxEmit;

namespace Fluent;

public static partial class Activations
{
    /// <summary>The distribution over the last axis that is nearest to x: softmax with zeros (Martins and Astudillo 2016).</summary>
    public static ActivationFunction Sparsemax { get; } = new("sparsemax", Nearest);

    // The largest elements that stand above the threshold of those up to them are the support; what rises above their common threshold remains.
    // Comparisons carry no gradient: it flows through the mean over the support alone.
    private static Value Nearest(Value x)
    {
        if (x.Shape[^1].Size is not { } length)
            throw new FluentException("Activation 'sparsemax'", "a last axis of known length", $"{x.TensorType}");
        Value sorted = Op.TopK(x, Value.Constant(length))[0];
        float[] numbers = [.. Enumerable.Range(1, (int)length).Select(i => (float)i)];
        Value places = Value.Constant(TensorData.Create<float>([length], numbers)).Cast(x.ElementType);
        Value stands = Op.Greater((sorted * places) + 1, Op.CumSum(sorted, Value.Constant(TensorData.Scalar(ElementType.Int64, -1))));
        Value support = Op.Greater(x, Threshold(sorted, stands.Cast(x.ElementType))).Cast(x.ElementType);
        return Op.Relu(x - Threshold(x, support));
    }

    private static Value Threshold(Value x, Value support) =>
        ((x * support).ReduceSum([-1], keepdims: true) - 1) / support.ReduceSum([-1], keepdims: true);
}

public static partial class Layers
{
    /// <summary>The distribution over the last axis that is nearest to x: softmax with zeros (Martins and Astudillo 2016), behind a tensor.</summary>
    /// <param name="x">A tensor whose last axis is normalized.</param>
    /// <param name="name">The layer's name; made up when omitted.</param>
    public static Tensor Sparsemax(this Tensor x, string? name = null) => new Activation(Activations.Sparsemax, name).Call(x);
}
