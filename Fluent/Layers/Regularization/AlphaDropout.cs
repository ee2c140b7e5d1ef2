using OnnxEmit;

namespace Fluent;

/// <summary>
/// Drops numbers at random in training so that mean and variance behind SELU stay; nothing in inference (Klambauer et al. 2017).
/// </summary>
/// <remarks>Output of the input's shape: what is dropped takes SELU's lowest value, and all is scaled and shifted.</remarks>
/// <param name="rate">The share that is dropped, from 0 to 1.</param>
/// <param name="noiseShape">The shape of the choice, with 1 along the axes that share it and null for the input's length; the input's shape
/// when omitted.</param>
/// <param name="seed">The seed; the model's when omitted.</param>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class AlphaDropout(float rate, Shape? noiseShape = null, int? seed = null, string? name = null) : FloatLayer(name)
{
    // SELU far below 0: -scale · alpha.
    private const double Lowest = -1.0507009873554805 * 1.6732632423543772;

    /// <inheritdoc/>
    protected internal override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override Value Lower(Value x, LayerCall call)
    {
        if (Rate is not (>= 0 and <= 1))
            throw call.Expects("a rate from 0 to 1", $"{Rate}");
        Shape shape = RandomDrop.NoiseShape(x, call, NoiseShape);
        if (!call.Training || Rate == 0)
            return x;
        double a = Math.Pow((1 - (double)Rate) * (1 + (Rate * Lowest * Lowest)), -0.5), b = -a * Lowest * Rate;
        Value drawn = call.Random(shape, Seed);
        Value kept = Op.GreaterOrEqual(drawn, Value.Scalar(Rate, drawn));
        return (Op.Where(kept, x, Value.Scalar(Lowest, x)) * a) + b;
    }
}
