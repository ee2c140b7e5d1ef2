using OnnxEmit;

namespace Fluent;

public static partial class Activations
{
    /// <summary>A smooth Elu: max(x, 0) + min(eˣ − 1, 0) (Barron 2017).</summary>
    /// <remarks>With alpha 1, which is Keras's default, the same as <see cref="Elu"/>, which runs as one operator.</remarks>
    public static ActivationFunction Celu { get; } = new("celu", x => Op.Elu(x));
}

public static partial class Layers
{
    /// <summary>A smooth Elu: max(x, 0) + min(eˣ − 1, 0) (Barron 2017), behind a tensor.</summary>
    /// <param name="x">Any tensor.</param>
    /// <param name="name">The layer's name; made up when omitted.</param>
    public static Tensor Celu(this Tensor x, string? name = null) => new Activation(Activations.Celu, name).Call(x);
}
