using OnnxEmit;

namespace Fluent;

/// <summary>Rectified linear: x above the threshold, held below a maximum, and a slope below the threshold.</summary>
/// <remarks>
/// Output of the input's shape: <c>min(x, maxValue)</c> where x &gt; threshold, <c>negativeSlope · (x − threshold)</c> elsewhere; with the
/// defaults max(x, 0).
/// </remarks>
/// <param name="maxValue">The largest output, 0 or more; none when omitted.</param>
/// <param name="negativeSlope">The slope below the threshold, 0 or more.</param>
/// <param name="threshold">Where the output begins to follow x, 0 or more.</param>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class ReLU(float? maxValue = null, float negativeSlope = 0, float threshold = 0, string? name = null)
    : FloatLayer(name)
{
    /// <inheritdoc/>
    protected internal override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override Value Lower(Value x, LayerCall call)
    {
        if (MaxValue < 0)
            throw call.Expects("a maximum of 0 or more", $"{MaxValue}");
        if (NegativeSlope < 0)
            throw call.Expects("a negative slope of 0 or more", $"{NegativeSlope}");
        if (Threshold < 0)
            throw call.Expects("a threshold of 0 or more", $"{Threshold}");
        if (MaxValue is null && Threshold == 0)
            return NegativeSlope == 0 ? Op.Relu(x) : Op.LeakyRelu(x, NegativeSlope);
        Value zero = Value.Scalar(0, x);
        Value y = Threshold == 0 ? x : Op.Where(Op.Greater(x, Value.Scalar(Threshold, x)), x, zero);
        y = Threshold != 0 && MaxValue is null ? y : Op.Clip(y, zero, MaxValue is { } max ? Value.Scalar(max, x) : null);
        return NegativeSlope == 0 ? y : y - (Op.Relu(Threshold - x) * NegativeSlope);
    }
}
