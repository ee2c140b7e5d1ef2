using OnnxEmit;

namespace Fluent;

public static partial class Activations
{
    /// <summary>x − tanh x.</summary>
    public static ActivationFunction TanhShrink { get; } = new("tanh_shrink", x => x - Op.Tanh(x));
}

public static partial class Layers
{
    /// <summary>x − tanh x, behind a tensor.</summary>
    /// <param name="x">Any tensor.</param>
    /// <param name="name">The layer's name; made up when omitted.</param>
    public static Tensor TanhShrink(this Tensor x, string? name = null) => new Activation(Activations.TanhShrink, name).Call(x);
}
