using OnnxEmit;

namespace Fluent;

public static partial class Activations
{
    /// <summary>ln σ(x), exact where σ(x) is close to 0.</summary>
    public static ActivationFunction LogSigmoid { get; } = new("log_sigmoid", x => -Op.Softplus(-x));
}

public static partial class Layers
{
    /// <summary>ln σ(x), exact where σ(x) is close to 0, behind a tensor.</summary>
    /// <param name="x">Any tensor.</param>
    /// <param name="name">The layer's name; made up when omitted.</param>
    public static Tensor LogSigmoid(this Tensor x, string? name = null) => new Activation(Activations.LogSigmoid, name).Call(x);
}
