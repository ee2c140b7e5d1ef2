using OnnxEmit;

namespace Fluent;

/// <summary>Adds normally distributed noise in training; nothing in inference.</summary>
/// <remarks>Output of the input's shape.</remarks>
/// <param name="stddev">The noise's standard deviation, from 0 to 1.</param>
/// <param name="seed">The seed; the model's when omitted.</param>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class GaussianNoise(float stddev, int? seed = null, string? name = null) : FloatLayer(name)
{
    /// <inheritdoc/>
    protected internal override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override Value Lower(Value x, LayerCall call)
    {
        if (Stddev is not (>= 0 and <= 1))
            throw call.Expects("a standard deviation from 0 to 1", $"{Stddev}");
        return call.Training && Stddev > 0 ? x + (call.NormalRandom(x.Shape, Seed).Cast(x.ElementType) * Stddev) : x;
    }
}
