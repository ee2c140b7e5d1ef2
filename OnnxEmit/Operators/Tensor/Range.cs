namespace OnnxEmit.Operators;

/// <summary>The numbers from <c>start</c> in steps of <c>delta</c> to before <c>limit</c>, as a vector.</summary>
/// <param name="start">The first number, a scalar.</param>
/// <param name="limit">Where to stop, a scalar of the type of <paramref name="start"/>.</param>
/// <param name="delta">The step, not 0, a scalar of the type of <paramref name="start"/>.</param>
/// <param name="stashType">The type that half-precision numbers are computed in.</param>
[OnnxOperator(since: 11)]
public sealed partial class Range(Value start, Value limit, Value delta, ElementType stashType = ElementType.Float)
    : Operator(start, limit, delta)
{
    /// <inheritdoc/>
    public override int SinceVersion =>
        Start.ElementType is ElementType.Float16 or ElementType.BFloat16 || stashType != ElementType.Float ? 27 : 11;

    /// <inheritdoc/>
    protected internal override OnnxType InferType()
    {
        if (Limit.ElementType != Start.ElementType || Delta.ElementType != Start.ElementType)
            throw new OperatorException(
                this, "inputs of one element type", $"{Start.ElementType}, {Limit.ElementType}, {Delta.ElementType}");
        if (Inputs.Any(input => input!.TensorType.Shape is { Rank: > 0 }))
            throw new OperatorException(this, "scalars", string.Join(", ", Inputs.Select(input => input!.TensorType)));
        return new TensorType(Start.ElementType, [Length()]);
    }

    /// <inheritdoc/>
    protected internal override Shape? InferContent() =>
        Start.Content is [{ Size: { } first }] && Delta.Content is [{ Size: { } step }]
            && Length().Size is { } count and <= TensorData.LongestContent
            ? [.. Enumerable.Range(0, (int)count).Select(i => (Dim)(first + (i * step)))]
            : null;

    // Element i is start + i · delta; the limit only counts.
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs)
    {
        Value? dDelta = null;
        if (needs[2])
        {
            dDelta = Op.ReduceSum(dY * Op.Count(Op.Shape(Output)).Cast(dY.ElementType), keepdims: false);
        }

        return [needs[0] ? Op.ReduceSum(dY, keepdims: false) : null, null, dDelta];
    }

    private Dim Length()
    {
        if (Start.Content is [{ } first] && Limit.Content is [{ } last] && Delta.Content is [{ } step])
        {
            return first.Size is { } a && last.Size is { } b && step.Size is { } by ? Count(a, b, by)
                : first == 0 && step == 1 ? last
                : Dim.Derived($"range({first.ToFormula()}, {last.ToFormula()}, {step.ToFormula()})");
        }

        return Number(Start) is { } from && Number(Limit) is { } to && Number(Delta) is { } each ? Count(from, to, each) : Dim.Unknown();
    }

    private static double? Number(Value scalar) => scalar.Data switch
    {
        { ElementType: ElementType.Float } data => data.AsSpan<float>()[0],
        { ElementType: ElementType.Double } data => data.AsSpan<double>()[0],
        { ElementType: ElementType.Int16 } data => data.AsSpan<short>()[0],
        _ => null,
    };

    private long Count(double first, double last, double step) => step != 0
        ? System.Math.Max(0, (long)System.Math.Ceiling((last - first) / step))
        : throw new OperatorException(this, "a delta other than 0", "0");
}
