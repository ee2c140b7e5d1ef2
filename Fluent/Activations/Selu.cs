using OnnxEmit;

namespace Fluent;

public static partial class Activations
{
    /// <summary>Elu scaled so that activations keep mean 0 and variance 1 (Klambauer et al. 2017).</summary>
    public static ActivationFunction Selu { get; } = new("selu", x => Op.Selu(x));
}

public static partial class Layers
{
    /// <summary>Elu scaled so that activations keep mean 0 and variance 1 (Klambauer et al. 2017), behind a tensor.</summary>
    /// <param name="x">Any tensor.</param>
    /// <param name="name">The layer's name; made up when omitted.</param>
    public static Tensor Selu(this Tensor x, string? name = null) => new Activation(Activations.Selu, name).Call(x);
}
