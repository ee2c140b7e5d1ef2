using OnnxEmit;

namespace Fluent;

public static partial class Activations
{
    /// <summary>The hyperbolic tangent.</summary>
    public static ActivationFunction Tanh { get; } = new("tanh", Op.Tanh);
}

public static partial class Layers
{
    /// <summary>The hyperbolic tangent, behind a tensor.</summary>
    /// <param name="x">Any tensor.</param>
    /// <param name="name">The layer's name; made up when omitted.</param>
    public static Tensor Tanh(this Tensor x, string? name = null) => new Activation(Activations.Tanh, name).Call(x);
}
