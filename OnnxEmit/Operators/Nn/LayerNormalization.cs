using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>Shifts and scales the last axes to mean 0 and variance 1, then by Scale and B.</summary>
/// <remarks>
/// Y = (X − mean) ÷ √(variance + epsilon) · Scale + B, mean and variance over the axes from <paramref name="axis"/> on. Two more outputs
/// give the mean and one over the deviation, of X's shape with those axes 1; they cost nothing, and the gradient uses them.
/// </remarks>
/// <param name="x">Any tensor of rank 1 or more.</param>
/// <param name="scale">Factor, of the shape of the normalized axes.</param>
/// <param name="b">Summand, of the shape of the normalized axes; none when omitted.</param>
/// <param name="axis">The first of the normalized axes; negative counts from the end.</param>
/// <param name="epsilon">What is added to the variance so that nothing is divided by 0.</param>
/// <param name="stashType">The type that mean and deviation are computed in.</param>
/// <param name="outputs">1; 2 with the mean; 3 with one over the deviation as well.</param>
/// <seealso href="https://arxiv.org/abs/1607.06450"/>
[OnnxOperator(since: 17)]
public sealed partial class LayerNormalization(
    Value x, Value scale, Value? b = null, long axis = -1, float epsilon = 1e-5f, ElementType stashType = ElementType.Float,
    int outputs = 1) : Operator(x, scale, b)
{
    private int First => AxisList.Resolve(this, axis, X.Rank);

    private Value Axes => Value.Constant([.. Enumerable.Range(First, X.Rank - First).Select(a => (long)a)]);

    /// <inheritdoc/>
    protected internal override ReadOnlySpan<int> ParameterInputs => [1, 2];

    internal override bool KeepsRows(ReadOnlySpan<bool> rows) => rows.IsOnlyFirst && First > 0;

    /// <inheritdoc/>
    protected internal override OnnxType InferType()
    {
        Shape normalized = X.Shape[First..];
        foreach (Value parameter in Inputs.Skip(1).OfType<Value>())
        {
            if (parameter.Rank > normalized.Rank || Shape.TryBroadcast(parameter.Shape, normalized)?.Rank != normalized.Rank)
            {
                throw new OperatorException(
                    this, "Scale and B of the shape of the normalized axes", $"X {X.Shape}, axis {axis}, {parameter.Shape}");
            }
        }

        if (Inputs.Any(input => input is not null && input.ElementType != X.ElementType))
            throw new OperatorException(this, "inputs of one element type", string.Join(", ", Inputs.Select(i => i!.ElementType)));
        return X.TensorType;
    }

    /// <inheritdoc/>
    protected internal override ImmutableArray<OnnxType?> InferTypes()
    {
        if (outputs is < 1 or > 3)
            throw new OperatorException(this, "one to three outputs", $"{outputs}");
        OnnxType type = InferType();
        int first = First;
        TensorType statistic = new(stashType, [.. X.Shape.Select((d, a) => a < first ? d : 1)]);
        return [.. Enumerable.Range(0, outputs).Select(i => i == 0 ? type : statistic)];
    }

    /// <inheritdoc/>
    protected internal override ImmutableArray<Value>? Decompose()
    {
        Value wide = X.Cast(stashType), mean = Op.ReduceMean(wide, Axes), centred = wide - mean;
        Value r = Op.Reciprocal(Op.Sqrt(Op.ReduceMean(centred * centred, Axes) + epsilon));
        Value scaled = (centred * r).Cast(X.ElementType) * Scale;
        ImmutableArray<Value> all = [B is null ? scaled : scaled + B, mean, r];
        return all[..outputs];
    }

    // With x̂ the normalized input and dx̂ = dY · Scale: dX = (dx̂ − mean(dx̂) − x̂ · mean(dx̂ · x̂)) ÷ deviation.
    /// <inheritdoc/>
    protected internal override Gradients Gradient(ReadOnlySpan<Value?> dYs, Needs needs)
    {
        ImmutableArray<Value> statistics = outputs == 3 ? Outputs
            : new LayerNormalization(X, Scale, B, axis, epsilon, stashType, outputs: 3).Outputs;
        Value r = statistics[2].Cast(X.ElementType);
        Value normalized = (X - statistics[1].Cast(X.ElementType)) * r;
        return
        [
            needs[0] ? InputGradient(dYs, normalized, r) : null,
            needs[1] && dYs[0] is { } dY ? dY * normalized : null,
            dYs[0],
        ];
    }

    private Value? InputGradient(ReadOnlySpan<Value?> dYs, Value normalized, Value r)
    {
        Value? dX = null;
        if (dYs[0] is { } dY)
        {
            Value scaled = dY * Scale;
            dX = (scaled - Op.ReduceMean(scaled, Axes) - (normalized * Op.ReduceMean(scaled * normalized, Axes))) * r;
        }

        // The mean depends on each element by 1/count, one over the deviation by −x̂ · r² ÷ count.
        if (dYs.Length > 1 && dYs[1] is { } dMean)
            dX = Plus(dX, (dMean.Cast(X.ElementType) * (1.0 / Count())).ExpandLike(X));
        if (dYs.Length > 2 && dYs[2] is { } dR)
            dX = Plus(dX, normalized * (dR.Cast(X.ElementType) * r * r * (-1.0 / Count())));
        return dX;
    }

    private long Count() => X.Shape[First..].Elements.Size
        ?? throw new OperatorException(this, "normalized axes of known length, for the gradient of its statistics", $"X {X.Shape}");

    private static Value Plus(Value? a, Value b) => a is null ? b : a + b;
}
