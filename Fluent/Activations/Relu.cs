using OnnxEmit;

namespace Fluent;

public static partial class Activations
{
    /// <summary>max(x, 0).</summary>
    public static ActivationFunction Relu { get; } = new("relu", Op.Relu);
}

public static partial class Layers
{
    /// <summary>max(x, 0) behind a tensor.</summary>
    /// <param name="x">Any tensor.</param>
    /// <param name="name">The layer's name; made up when omitted.</param>
    public static Tensor Relu(this Tensor x, string? name = null) => new Activation(Activations.Relu, name).Call(x);
}
