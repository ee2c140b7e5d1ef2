using OnnxEmit;

namespace Fluent;

public static partial class Activations
{
    /// <summary>x / (1 + |x|).</summary>
    public static ActivationFunction Softsign { get; } = new("softsign", Op.Softsign);
}

public static partial class Layers
{
    /// <summary>x / (1 + |x|), behind a tensor.</summary>
    /// <param name="x">Any tensor.</param>
    /// <param name="name">The layer's name; made up when omitted.</param>
    public static Tensor Softsign(this Tensor x, string? name = null) => new Activation(Activations.Softsign, name).Call(x);
}
