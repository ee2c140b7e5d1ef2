using OnnxEmit;

namespace Fluent;

public static partial class Activations
{
    /// <summary>Softmax with zeros over the last axis (Martins and Astudillo 2016), as Keras computes it.</summary>
    /// <remarks>
    /// Keras takes the sum of the running sums of the support for the sum of the support itself: what is right where one element stands out
    /// is too small,
    /// and often zero, elsewhere. Models that were trained with it rely on these numbers, so they are kept.
    /// </remarks>
    public static ActivationFunction Sparsemax { get; } = new("sparsemax", Nearest);

    // The support: the largest elements that stand above the threshold of those up to them.
    private static Value Nearest(Value x)
    {
        Value length = x.Shape[^1].Size is { } known ? Value.Constant(known) : Op.Gather(Op.Shape(x), Value.Constant(-1));
        Value one = Whole(1), places = Op.Range(one, length.Squeeze(0) + 1, one).Cast(x.ElementType);
        Value sorted = Op.TopK(x, length)[0], sums = Op.CumSum(sorted, Whole(-1));
        Value support = Op.Greater(sorted * places, sums - 1).Cast(x.ElementType);
        return Op.Relu(x - (((sums * support).ReduceSum([-1], keepdims: true) - 1) / support.ReduceSum([-1], keepdims: true)));

        static Value Whole(long number) => Value.Constant(TensorData.Scalar(ElementType.Int64, number));
    }
}

public static partial class Layers
{
    /// <summary>Softmax with zeros over the last axis, behind a tensor.</summary>
    /// <param name="x">A tensor whose last axis is normalized.</param>
    /// <param name="name">The layer's name; made up when omitted.</param>
    public static Tensor Sparsemax(this Tensor x, string? name = null) => new Activation(Activations.Sparsemax, name).Call(x);
}
