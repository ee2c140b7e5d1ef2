using OnnxEmit;

namespace Fluent;

public static partial class Activations
{
    /// <summary>x times the hard sigmoid of x, also called hard swish (Howard et al. 2019).</summary>
    public static ActivationFunction HardSilu { get; } = new("hard_silu", Op.HardSwish, "hard_swish");
}

public static partial class Layers
{
    /// <summary>x times the hard sigmoid of x, also called hard swish (Howard et al. 2019), behind a tensor.</summary>
    /// <param name="x">Any tensor.</param>
    /// <param name="name">The layer's name; made up when omitted.</param>
    public static Tensor HardSilu(this Tensor x, string? name = null) => new Activation(Activations.HardSilu, name).Call(x);
}
