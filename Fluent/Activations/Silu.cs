using OnnxEmit;

namespace Fluent;

public static partial class Activations
{
    /// <summary>x·σ(x), also called swish (Ramachandran et al. 2017).</summary>
    public static ActivationFunction Silu { get; } = new("silu", x => x * Op.Sigmoid(x), "swish");
}

public static partial class Layers
{
    /// <summary>x·σ(x), also called swish (Ramachandran et al. 2017), behind a tensor.</summary>
    /// <param name="x">Any tensor.</param>
    /// <param name="name">The layer's name; made up when omitted.</param>
    public static Tensor Silu(this Tensor x, string? name = null) => new Activation(Activations.Silu, name).Call(x);
}
