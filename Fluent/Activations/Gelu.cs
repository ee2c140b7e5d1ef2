using OnnxEmit;

namespace Fluent;

public static partial class Activations
{
    /// <summary>x·Φ(x) with the normal distribution's Φ (Hendrycks and Gimpel 2016); exact, not the tanh form.</summary>
    public static ActivationFunction Gelu { get; } = new("gelu", x => Op.Gelu(x));
}

public static partial class Layers
{
    /// <summary>x·Φ(x) with the normal distribution's Φ, exact, behind a tensor.</summary>
    /// <param name="x">Any tensor.</param>
    /// <param name="name">The layer's name; made up when omitted.</param>
    public static Tensor Gelu(this Tensor x, string? name = null) => new Activation(Activations.Gelu, name).Call(x);
}
