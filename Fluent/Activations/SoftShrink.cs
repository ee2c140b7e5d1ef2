using OnnxEmit;

namespace Fluent;

public static partial class Activations
{
    /// <summary>x moved by ½ towards 0, which it does not cross.</summary>
    public static ActivationFunction SoftShrink { get; } = new("soft_shrink",
        x => x - Op.Clip(x, Value.Scalar(-0.5, x), Value.Scalar(0.5, x)));
}

public static partial class Layers
{
    /// <summary>x moved by ½ towards 0, which it does not cross, behind a tensor.</summary>
    /// <param name="x">Any tensor.</param>
    /// <param name="name">The layer's name; made up when omitted.</param>
    public static Tensor SoftShrink(this Tensor x, string? name = null) => new Activation(Activations.SoftShrink, name).Call(x);
}
