using OnnxEmit;

namespace Fluent;

/// <summary>Adds a penalty on its input to the loss: <c>(l1 · Σ|x| + l2 · Σx²) / rows</c>.</summary>
/// <remarks>Output is the input.</remarks>
/// <param name="l1">The factor of the absolute values, 0 or more.</param>
/// <param name="l2">The factor of the squares, 0 or more.</param>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class ActivityRegularization(float l1 = 0, float l2 = 0, string? name = null) : FloatLayer(name)
{
    /// <inheritdoc/>
    protected internal override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override Value Lower(Value x, LayerCall call)
    {
        if (L1 < 0 || L2 < 0)
            throw call.Expects("factors of 0 or more", $"l1 {L1}, l2 {L2}");
        call.AddLoss(new L1L2(L1, L2).Lower(x) / Op.Shape(x, 0, 1).Cast(x.ElementType).Squeeze(0));
        return x;
    }
}
