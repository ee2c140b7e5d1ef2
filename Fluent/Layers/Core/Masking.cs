using OnnxEmit;

namespace Fluent;

/// <summary>Marks the steps of a sequence that hold nothing but one number as not valid: recurrent layers behind it skip them.</summary>
/// <remarks>Input (batch, steps, …); output of the input's shape, 0 in the steps marked.</remarks>
/// <param name="maskValue">The number.</param>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class Masking(float maskValue = 0, string? name = null) : Layer(name)
{
    /// <inheritdoc/>
    protected internal override LayerResult Lower(LayerCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        Value x = call.Single();
        if (x.Rank < 2)
            throw call.Expects("an input of rank 2 or more, the batch first");
        Value differs = Op.Not(Op.Equal(x, Value.Scalar(MaskValue, x))).Cast(x.ElementType);
        Value valid = Op.ReduceMax(differs, Value.Constant(-1L));
        Value mask = valid.Cast(ElementType.Bool).Squeeze(-1);
        return LayerResult.WithMasks(new MaskedValue(x * valid, mask.Rank >= 2 ? mask : null));
    }
}
