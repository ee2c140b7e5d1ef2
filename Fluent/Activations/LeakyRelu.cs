using OnnxEmit;

namespace Fluent;

public static partial class Activations
{
    /// <summary>x where positive, else 0.2·x.</summary>
    public static ActivationFunction LeakyRelu { get; } = new("leaky_relu", x => Op.LeakyRelu(x, 0.2f));
}

public static partial class Layers
{
    /// <summary>x where positive, else 0.2·x, behind a tensor.</summary>
    /// <param name="x">Any tensor.</param>
    /// <param name="name">The layer's name; made up when omitted.</param>
    public static Tensor LeakyRelu(this Tensor x, string? name = null) => new Activation(Activations.LeakyRelu, name).Call(x);
}
