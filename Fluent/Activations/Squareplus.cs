using OnnxEmit;

namespace Fluent;

public static partial class Activations
{
    /// <summary>(x + √(x² + 4)) / 2: a smooth max(x, 0) (Barron 2021).</summary>
    public static ActivationFunction Squareplus { get; } = new("squareplus", x => (x + Op.Sqrt((x * x) + 4)) * 0.5);
}

public static partial class Layers
{
    /// <summary>(x + √(x² + 4)) / 2: a smooth max(x, 0) (Barron 2021), behind a tensor.</summary>
    /// <param name="x">Any tensor.</param>
    /// <param name="name">The layer's name; made up when omitted.</param>
    public static Tensor Squareplus(this Tensor x, string? name = null) => new Activation(Activations.Squareplus, name).Call(x);
}
