using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>Scales the last axes to a mean square of 1, then by Scale.</summary>
/// <remarks>Y = X ÷ √(mean of X² + epsilon) · scale, the mean over the axes from <paramref name="axis"/> on; Y has X's shape.</remarks>
/// <param name="x">Any tensor of rank 1 or more.</param>
/// <param name="scale">Factor, broadcast to the normalized axes; its element type is that of the result.</param>
/// <param name="axis">The first of the normalized axes; negative counts from the end.</param>
/// <param name="epsilon">What is added to the mean so that nothing is divided by 0.</param>
/// <param name="stashType">The type that the mean is computed in.</param>
/// <seealso href="https://arxiv.org/abs/1910.07467"/>
[OnnxOperator(since: 23)]
public sealed partial class RMSNormalization(
    Value x, Value scale, long axis = -1, float epsilon = 1e-5f, ElementType stashType = ElementType.Float) : Operator(x, scale)
{
    private int First => AxisList.Resolve(this, axis, X.Rank);

    private Value Axes => Value.Constant([.. Enumerable.Range(First, X.Rank - First).Select(a => (long)a)]);

    /// <inheritdoc/>
    protected internal override ReadOnlySpan<int> ParameterInputs => [1];

    internal override bool KeepsRows(ReadOnlySpan<bool> rows) => rows.IsOnlyFirst && First > 0;

    /// <inheritdoc/>
    protected internal override OnnxType InferType()
    {
        _ = First;
        if (Scale.Rank > X.Rank || !Enumerable.Range(1, Scale.Rank).All(i => Scale.Shape[^i] == 1 || Scale.Shape[^i].MayEqual(X.Shape[^i])))
            throw new OperatorException(this, "a scale that broadcasts to X", $"X {X.Shape}, scale {Scale.Shape}");
        return new TensorType(Scale.ElementType, X.Shape);
    }

    /// <inheritdoc/>
    protected internal override ImmutableArray<Value>? Decompose() => [Normalized().Cast(Scale.ElementType) * Scale];

    // With x̂ the normalized input and dx̂ = dY · scale: dX = (dx̂ − x̂ · mean(dx̂ · x̂)) ÷ root.
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs)
    {
        Value normalized = Normalized();
        Value scaled = (dY * Scale).Cast(stashType);
        return
        [
            needs[0] ? ((scaled - (normalized * Op.ReduceMean(scaled * normalized, Axes))) / Root()).Cast(X.ElementType) : null,
            needs[1] ? dY * normalized.Cast(Scale.ElementType) : null,
        ];
    }

    private Value Normalized() => X.Cast(stashType) / Root();

    private Value Root()
    {
        Value wide = X.Cast(stashType);
        return Op.Sqrt(Op.ReduceMean(wide * wide, Axes) + epsilon);
    }
}
