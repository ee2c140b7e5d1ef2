using OnnxEmit;

namespace Fluent;

/// <summary>Applies a function, element by element or along the last axis.</summary>
/// <remarks>Output of the input's shape.</remarks>
/// <param name="function">The function, a member of <see cref="Activations"/> or one of your own.</param>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class Activation([ConfigName("activation")] ActivationFunction function, string? name = null) : UnaryLayer(name)
{
    /// <inheritdoc/>
    protected internal override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected internal override bool NeedsFloat => Function != Activations.Linear;

    /// <inheritdoc/>
    protected override Value Lower(Value x, LayerCall call) => Function.Lower(x);
}
