using OnnxEmit;

namespace Fluent;

public static partial class Activations
{
    /// <summary>0 up to −1, x from 1 on, and (x + 1)² / 4 between: a smooth max(x, 0) that reaches 0.</summary>
    public static ActivationFunction SparsePlus { get; } = new("sparse_plus", Bent);

    private static Value Bent(Value x)
    {
        Value middle = Op.Clip(x, Value.Scalar(-1, x), Value.Scalar(1, x)) + 1;
        return (middle * middle * 0.25) + Op.Relu(x - 1);
    }
}

public static partial class Layers
{
    /// <summary>0 up to −1, x from 1 on, and (x + 1)² / 4 between: a smooth max(x, 0) that reaches 0, behind a tensor.</summary>
    /// <param name="x">Any tensor.</param>
    /// <param name="name">The layer's name; made up when omitted.</param>
    public static Tensor SparsePlus(this Tensor x, string? name = null) => new Activation(Activations.SparsePlus, name).Call(x);
}
