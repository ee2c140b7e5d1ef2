using OnnxEmit;

namespace Fluent;

public static partial class Activations
{
    /// <summary>x·tanh(ln(1 + eˣ)) (Misra 2019).</summary>
    public static ActivationFunction Mish { get; } = new("mish", Op.Mish);
}

public static partial class Layers
{
    /// <summary>x·tanh(ln(1 + eˣ)) (Misra 2019), behind a tensor.</summary>
    /// <param name="x">Any tensor.</param>
    /// <param name="name">The layer's name; made up when omitted.</param>
    public static Tensor Mish(this Tensor x, string? name = null) => new Activation(Activations.Mish, name).Call(x);
}
