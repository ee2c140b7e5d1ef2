using OnnxEmit;

namespace Fluent;

public static partial class Activations
{
    /// <summary>x kept between −1 and 1.</summary>
    public static ActivationFunction HardTanh { get; } = new("hard_tanh", x => Op.Clip(x, Value.Scalar(-1, x), Value.Scalar(1, x)));
}

public static partial class Layers
{
    /// <summary>x kept between −1 and 1, behind a tensor.</summary>
    /// <param name="x">Any tensor.</param>
    /// <param name="name">The layer's name; made up when omitted.</param>
    public static Tensor HardTanh(this Tensor x, string? name = null) => new Activation(Activations.HardTanh, name).Call(x);
}
