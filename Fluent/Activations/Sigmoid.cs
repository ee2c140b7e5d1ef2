using OnnxEmit;

namespace Fluent;

public static partial class Activations
{
    /// <summary>1 / (1 + e⁻ˣ): a probability.</summary>
    public static ActivationFunction Sigmoid { get; } = new("sigmoid", Op.Sigmoid);
}

public static partial class Layers
{
    /// <summary>1 / (1 + e⁻ˣ): a probability, behind a tensor.</summary>
    /// <param name="x">Any tensor.</param>
    /// <param name="name">The layer's name; made up when omitted.</param>
    public static Tensor Sigmoid(this Tensor x, string? name = null) => new Activation(Activations.Sigmoid, name).Call(x);
}
