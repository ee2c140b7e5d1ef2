using OnnxEmit;

namespace Fluent;

/// <summary>x above 0, <c>negativeSlope · x</c> below (Maas et al. 2013).</summary>
/// <remarks>Output of the input's shape.</remarks>
/// <param name="negativeSlope">The slope below 0, 0 or more.</param>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class LeakyReLU(float negativeSlope = 0.3f, string? name = null) : FloatLayer(name)
{
    /// <inheritdoc/>
    protected internal override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override Value Lower(Value x, LayerCall call) =>
        NegativeSlope >= 0 ? Op.LeakyRelu(x, NegativeSlope) : throw call.Expects("a negative slope of 0 or more", $"{NegativeSlope}");
}
