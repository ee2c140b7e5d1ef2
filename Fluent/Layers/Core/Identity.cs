using OnnxEmit;

namespace Fluent;

/// <summary>Gives what it gets.</summary>
/// <remarks>Output of the input's shape.</remarks>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class Identity(string? name = null) : UnaryLayer(name)
{
    /// <inheritdoc/>
    protected internal override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override Value Lower(Value x, LayerCall call) => x;
}
