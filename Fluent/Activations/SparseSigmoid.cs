using OnnxEmit;

namespace Fluent;

public static partial class Activations
{
    /// <summary>(x + 1) / 2, kept between 0 and 1.</summary>
    public static ActivationFunction SparseSigmoid { get; } = new("sparse_sigmoid", x => Op.HardSigmoid(x, 0.5f, 0.5f));
}

public static partial class Layers
{
    /// <summary>(x + 1) / 2, kept between 0 and 1, behind a tensor.</summary>
    /// <param name="x">Any tensor.</param>
    /// <param name="name">The layer's name; made up when omitted.</param>
    public static Tensor SparseSigmoid(this Tensor x, string? name = null) => new Activation(Activations.SparseSigmoid, name).Call(x);
}
