using OnnxEmit;

namespace Fluent;

public static partial class Activations
{
    /// <summary>The logarithm of softmax over the last axis.</summary>
    public static ActivationFunction LogSoftmax { get; } = new("log_softmax", x => Op.LogSoftmax(x));
}

public static partial class Layers
{
    /// <summary>The logarithm of softmax over the last axis, behind a tensor.</summary>
    /// <param name="x">A tensor whose last axis is normalized.</param>
    /// <param name="name">The layer's name; made up when omitted.</param>
    public static Tensor LogSoftmax(this Tensor x, string? name = null) => new Activation(Activations.LogSoftmax, name).Call(x);
}
