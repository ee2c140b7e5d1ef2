using OnnxEmit;

namespace Fluent;

public static partial class Activations
{
    /// <summary>x where |x| is above ½, else 0.</summary>
    public static ActivationFunction HardShrink { get; } = new("hard_shrink",
        x => x * Op.Greater(Op.Abs(x), Value.Scalar(0.5, x)).Cast(x.ElementType));
}

public static partial class Layers
{
    /// <summary>x where |x| is above ½, else 0, behind a tensor.</summary>
    /// <param name="x">Any tensor.</param>
    /// <param name="name">The layer's name; made up when omitted.</param>
    public static Tensor HardShrink(this Tensor x, string? name = null) => new Activation(Activations.HardShrink, name).Call(x);
}
