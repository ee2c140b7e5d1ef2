using OnnxEmit;

namespace Fluent;

public static partial class Activations
{
    /// <summary>eˣ.</summary>
    public static ActivationFunction Exponential { get; } = new("exponential", Op.Exp);
}

public static partial class Layers
{
    /// <summary>eˣ, behind a tensor.</summary>
    /// <param name="x">Any tensor.</param>
    /// <param name="name">The layer's name; made up when omitted.</param>
    public static Tensor Exponential(this Tensor x, string? name = null) => new Activation(Activations.Exponential, name).Call(x);
}
