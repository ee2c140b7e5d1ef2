using OnnxEmit;

namespace Fluent;

/// <summary>
/// Sets numbers to 0 at random in training and enlarges the rest, so that the mean stays; nothing in inference (Srivastava et al. 2014).
/// </summary>
/// <remarks>Output of the input's shape: in training x / (1 − rate) or 0.</remarks>
/// <param name="rate">The share that is set to 0, from 0 to 1.</param>
/// <param name="noiseShape">The shape of the choice, with 1 along the axes that share it and null for the input's length; the input's shape
/// when omitted.</param>
/// <param name="seed">The seed; the model's when omitted.</param>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class Dropout(float rate, Shape? noiseShape = null, int? seed = null, string? name = null) : UnaryLayer(name)
{
    /// <inheritdoc/>
    protected internal override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override Value Lower(Value x, LayerCall call) =>
        RandomDrop.Lower(x, call, Rate, RandomDrop.NoiseShape(x, call, NoiseShape), Seed);
}
