using OnnxEmit;

namespace Fluent;

public static partial class Activations
{
    /// <summary>Softmax with zeros over the last axis (Martins and Astudillo 2016), as Keras computes it.</summary>
    /// <remarks>
    /// Keras takes the sum of the running sums of the support for the sum of the support itself: what is right where one element stands out
    /// is too small, and often zero, elsewhere. Models that were trained with it rely on these numbers, so they are kept.
    /// </remarks>
    public static ActivationFunction Sparsemax { get; } = new("sparsemax", Nearest);

    // The support: the largest elements that stand above the threshold of those up to them.
    private static Value Nearest(Value x)
    {
        if (x.Shape[^1].Size is not { } length)
            throw new FluentException("Activation 'sparsemax'", "a last axis of known length", $"{x.TensorType}");
        float[] numbers = [.. Enumerable.Range(1, (int)length).Select(i => (float)i)];
        Value places = Value.Constant(TensorData.Create<float>([length], numbers)).Cast(x.ElementType);
        Value sorted = Op.TopK(x, Value.Constant(length))[0];
        Value sums = Op.CumSum(sorted, Value.Constant(TensorData.Scalar(ElementType.Int64, -1)));
        Value support = Op.Greater(sorted * places, sums - 1).Cast(x.ElementType);
        return Op.Relu(x - (((sums * support).ReduceSum([-1], keepdims: true) - 1) / support.ReduceSum([-1], keepdims: true)));
    }
}

public static partial class Layers
{
    /// <summary>Softmax with zeros over the last axis, behind a tensor.</summary>
    /// <param name="x">A tensor whose last axis is normalized.</param>
    /// <param name="name">The layer's name; made up when omitted.</param>
    public static Tensor Sparsemax(this Tensor x, string? name = null) => new Activation(Activations.Sparsemax, name).Call(x);
}
