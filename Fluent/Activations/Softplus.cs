using OnnxEmit;

namespace Fluent;

public static partial class Activations
{
    /// <summary>ln(1 + eˣ): a smooth max(x, 0).</summary>
    public static ActivationFunction Softplus { get; } = new("softplus", Op.Softplus);
}

public static partial class Layers
{
    /// <summary>ln(1 + eˣ): a smooth max(x, 0), behind a tensor.</summary>
    /// <param name="x">Any tensor.</param>
    /// <param name="name">The layer's name; made up when omitted.</param>
    public static Tensor Softplus(this Tensor x, string? name = null) => new Activation(Activations.Softplus, name).Call(x);
}
