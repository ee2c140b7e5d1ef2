using OnnxEmit;

namespace Fluent;

/// <summary>Multiplies by normally distributed noise around 1 in training; nothing in inference (Srivastava et al. 2014).</summary>
/// <remarks>Output of the input's shape; the noise's standard deviation is √(rate / (1 − rate)).</remarks>
/// <param name="rate">The share that a Dropout of the same strength drops, from 0 to below 1.</param>
/// <param name="seed">The seed; the model's when omitted.</param>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class GaussianDropout(float rate, int? seed = null, string? name = null) : FloatLayer(name)
{
    /// <inheritdoc/>
    protected internal override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override Value Lower(Value x, LayerCall call)
    {
        if (Rate is not (>= 0 and < 1))
            throw call.Expects("a rate from 0 to below 1", $"{Rate}");
        double deviation = Math.Sqrt(Rate / (1.0 - Rate));
        return call.Training && Rate > 0 ? x * ((call.NormalRandom(x.Shape, Seed).Cast(x.ElementType) * deviation) + 1) : x;
    }
}
