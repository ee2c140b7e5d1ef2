using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>An operator that combines the elements along some axes into one.</summary>
/// <param name="data">The tensor.</param>
/// <param name="axes">The axes to reduce, an Int64 vector; all when omitted or empty.</param>
/// <param name="keepdims">Whether the reduced axes stay, with length 1.</param>
/// <param name="noopWithEmptyAxes">Whether no axes means that nothing is reduced.</param>
public abstract class ReduceOperator(Value data, Value? axes, bool keepdims, bool noopWithEmptyAxes) : Operator(data, axes)
{
    /// <inheritdoc/>
    public override IEnumerable<Attribute> Attributes
    {
        get
        {
            if (!keepdims)
                yield return new("keepdims", 0L);
            if (noopWithEmptyAxes)
                yield return new("noop_with_empty_axes", 1L);
        }
    }

    /// <summary>The reduced axes, from 0; null where they are not known.</summary>
    protected int[]? ReducedAxes => Inputs.Length < 2 || Inputs[1] is not { } given ? All()
        : given.Content is not { } content ? null
        : content.Rank == 0 ? All()
        : AxisList.Resolve(this, content, Inputs[0]!.Rank);

    /// <summary>Whether no axes means that nothing is reduced.</summary>
    protected bool NoopWithEmptyAxes => noopWithEmptyAxes;

    /// <summary>The element type of the result.</summary>
    protected virtual ElementType ResultType => Inputs[0]!.ElementType;

    internal override bool KeepsRows(ReadOnlySpan<bool> rows) => rows.IsOnlyFirst && ReducedAxes?.Contains(0) == false;

    /// <inheritdoc/>
    protected internal override OnnxType? InferType()
    {
        Shape shape = Inputs[0]!.Shape;
        if (ReducedAxes is not { } reduced)
            return new TensorType(ResultType, keepdims ? [.. shape.Select(_ => Dim.Unknown())] : null);
        return new TensorType(ResultType, keepdims
            ? [.. shape.Select((d, axis) => reduced.Contains(axis) ? 1 : d)]
            : [.. shape.Where((_, axis) => !reduced.Contains(axis))]);
    }

    // Up to version 17, and for sums up to 12, the axes were an attribute.
    /// <inheritdoc/>
    protected internal override ImmutableArray<Value>? OlderForm(int opset)
    {
        Value x = Inputs[0]!;
        if (x.ElementType == ElementType.Bool)
            return [With([x.Cast(ElementType.UInt8), .. Inputs[1..]]).Output.Cast(ElementType.Bool)];
        if (ReducedAxes is not { } reduced)
            return null;
        if (reduced.Length == 0)                       // each element by itself: along an axis that nothing else is on
            return AsOf(1, [x.Unsqueeze(x.Rank)], new("axes", new[] { (long)x.Rank }), new("keepdims", 0L));
        return AsOf(1, [x], new("axes", Array.ConvertAll(reduced, axis => (long)axis)), new("keepdims", keepdims ? 1L : 0L));
    }

    /// <inheritdoc/>
    protected internal override Value? MoveTranspose(TransposeMove move)
    {
        ArgumentNullException.ThrowIfNull(move);
        if (ReducedAxes is not { } reduced)
            return null;
        int[] sourceAxes = [.. reduced.Select(axis => move.Axis(axis)).Order()];
        Value result = With([move.Source(0), Value.Constant([.. sourceAxes.Select(axis => (long)axis)])]).Output;
        return keepdims ? move.Restore(result) : move.RestoreWithout(result, sourceAxes);
    }

    /// <summary>A reduced value with the reduced axes back at length 1, so that it broadcasts over the input again.</summary>
    protected Value Restored(Value reduced)
    {
        if (keepdims || ReducedAxes is [])
            return reduced;
        return ReducedAxes is { } axes ? reduced.Unsqueeze([.. axes.Select(axis => (long)axis)])
            : throw new OperatorException(this, "axes that are known, to be differentiated", "axes computed at run time");
    }

    /// <summary>How many elements were combined into each one of the result, as a scalar of the data's element type.</summary>
    protected Value CountPerResult()
    {
        Value x = Inputs[0]!;
        if (ReducedAxes is { } axes && axes.Aggregate((Dim)1, (product, axis) => product * x.Shape[axis]).Size is { } count)
            return Value.Scalar(count, x);
        return Elements(x) / Elements(Output);
    }

    /// <summary>The gradient of an operator that selects one element: those that tie share it equally.</summary>
    /// <param name="dY">The gradient of the output.</param>
    protected Value SharedAmongTied(Value dY)
    {
        Value tied = Op.Equal(Inputs[0]!, Restored(Output)).Cast(dY.ElementType);
        Value count = Op.ReduceSum(tied, Inputs.Length > 1 ? Inputs[1] : null, keepdims: true, noopWithEmptyAxes);
        return tied * (Restored(dY) / count);
    }

    // A float from the start: an empty result divides by zero.
    private static Value Elements(Value x) => Op.ReduceProd(Op.Shape(x).Cast(x.ElementType), keepdims: false);

    private int[] All() => noopWithEmptyAxes ? [] : [.. Enumerable.Range(0, Inputs[0]!.Rank)];
}
