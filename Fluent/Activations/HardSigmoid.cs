using OnnxEmit;

namespace Fluent;

public static partial class Activations
{
    /// <summary>x / 6 + ½, kept between 0 and 1.</summary>
    public static ActivationFunction HardSigmoid { get; } = new("hard_sigmoid", x => Op.HardSigmoid(x, 1 / 6f, 0.5f));
}

public static partial class Layers
{
    /// <summary>x / 6 + ½, kept between 0 and 1, behind a tensor.</summary>
    /// <param name="x">Any tensor.</param>
    /// <param name="name">The layer's name; made up when omitted.</param>
    public static Tensor HardSigmoid(this Tensor x, string? name = null) => new Activation(Activations.HardSigmoid, name).Call(x);
}
