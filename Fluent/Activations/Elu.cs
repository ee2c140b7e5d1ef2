using OnnxEmit;

namespace Fluent;

public static partial class Activations
{
    /// <summary>x where positive, else eˣ − 1 (Clevert et al. 2016).</summary>
    public static ActivationFunction Elu { get; } = new("elu", x => Op.Elu(x));
}

public static partial class Layers
{
    /// <summary>x where positive, else eˣ − 1 (Clevert et al. 2016), behind a tensor.</summary>
    /// <param name="x">Any tensor.</param>
    /// <param name="name">The layer's name; made up when omitted.</param>
    public static Tensor Elu(this Tensor x, string? name = null) => new Activation(Activations.Elu, name).Call(x);
}
