namespace OnnxEmit.Operators;

/// <summary>From each of some axes the elements <c>start, start + step, …</c> before <c>end</c>.</summary>
/// <remarks>
/// Negative starts and ends count from the end of the axis; beyond either end they stop there, so that <see cref="long.MaxValue"/> means
/// "all that follows" and, with a negative step, <see cref="long.MinValue"/> "down to the first".
/// </remarks>
/// <param name="data">Any tensor.</param>
/// <param name="starts">The first element along each sliced axis, an Int64 or Int32 vector.</param>
/// <param name="ends">The element to stop before along each, of the type of <paramref name="starts"/>.</param>
/// <param name="axes">The sliced axes; the first ones, in order, when omitted. Negative ones count from the end.</param>
/// <param name="steps">The step along each, not 0; 1 when omitted.</param>
[OnnxOperator(since: 10, BFloat16 = 13)]
public sealed partial class Slice(Value data, Value starts, Value ends, Value? axes = null, Value? steps = null)
    : Operator(data, starts, ends, axes, steps)
{
    /// <inheritdoc/>
    protected internal override bool OnlyArranges => true;

    internal override bool KeepsRows(ReadOnlySpan<bool> rows) => rows.IsOnlyFirst && SlicedAxes()?.Contains(0) == false;

    /// <inheritdoc/>
    protected internal override OnnxType InferType()
    {
        if (SlicedAxes() is not { } sliced)
            return new TensorType(Data.ElementType, Lengths.Unknown(Data.Rank));
        if (new[] { Starts, Ends, Steps }.Any(v => v?.Shape is [{ Size: { } count }] && count != sliced.Length))
            throw new OperatorException(
                this, "as many starts, ends and steps as axes", $"starts {Starts.Shape}, ends {Ends.Shape}, {sliced.Length} axes");
        Dim[] dims = [.. Data.Shape];
        for (int i = 0; i < sliced.Length; i++)
            dims[sliced[i]] = Length(dims[sliced[i]], Starts.Content?[i], Ends.Content?[i], Step(i));
        return new TensorType(Data.ElementType, Shape.Create(dims));
    }

    /// <inheritdoc/>
    protected internal override Shape? InferContent()
    {
        if (Data.Content is not { } content || Walks() is not [{ } walk])
            return null;
        return [.. Enumerable.Range(0, (int)walk.Count).Select(i => content[(int)(walk.Start + (i * walk.Step))])];
    }

    // What is not in the slice gets zeros: padding where the places are numbers, scattering where they are known at run time only.
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => [Walks() is { } walks ? Padded(dY, walks) : Scattered(dY)];

    /// <inheritdoc/>
    protected internal override TensorData? Fold(ReadOnlySpan<TensorData?> inputs) => inputs[0] is { } data && Walks() is { } walks
        ? Movement.Slice(data, [.. walks.Select(w => w.Start)], [.. walks.Select(w => w.Step)], [.. walks.Select(w => w.Count)])
        : null;

    /// <inheritdoc/>
    protected internal override Value? MoveTranspose(TransposeMove move)
    {
        if (SlicedAxes() is not { } sliced)
            return null;
        Value moved = Starts.ElementType == ElementType.Int64
            ? Value.Constant([.. sliced.Select(axis => (long)move.Axis(axis))])
            : Value.Constant(TensorData.Create<int>([sliced.Length], [.. sliced.Select(axis => move.Axis(axis))]));
        return move.Restore(Op.Slice(move.Source(0), Starts, Ends, moved, Steps));
    }

    // The sliced axes, from 0; null where they are known at run time only.
    private int[]? SlicedAxes() =>
        Axes is { Content: null } ? null
        : Axes?.Content is { } named ? AxisList.Resolve(this, named, Data.Rank)
        : Starts.Shape is [{ Size: { } count }] ? AxisList.Resolve(this, Enumerable.Range(0, (int)count).Select(i => (Dim)i), Data.Rank)
        : null;

    private Dim? Step(int i) => Steps is null ? 1 : Steps.Content?[i];

    private Dim Length(Dim length, Dim? start, Dim? end, Dim? step)
    {
        if (step == 0)
            throw new OperatorException(this, "steps other than 0", $"{Steps!.Content}");
        if (start is not { } s || end is not { } e || step is not { } t)
            return Dim.Unknown();
        if (length.Size is { } n && s.Size is { } first && e.Size is { } last && t.Size is { } by)
            return Walk.Of(n, first, last, by).Count;
        bool forwards = t == 1 && s == 0 && (e == length || e.Size >= int.MaxValue);
        bool backwards = t == -1 && s == -1 && e.Size <= int.MinValue;
        return forwards || backwards ? length
            : Dim.Derived($"slice({length.ToFormula()}, {s.ToFormula()}, {e.ToFormula()}, {t.ToFormula()})");
    }

    // Which elements of every axis are taken; null where that is known at run time only.
    private Walk[]? Walks()
    {
        if (SlicedAxes() is not { } sliced || Starts.Content is not { } first || Ends.Content is not { } last || Steps is { Content: null })
            return null;
        Walk[] walks = new Walk[Data.Rank];
        for (int axis = 0; axis < walks.Length; axis++)
        {
            int i = Array.IndexOf(sliced, axis);
            Dim length = Data.Shape[axis];
            if (i < 0 || (Step(i) == 1 && Length(length, first[i], last[i], 1) == length))
                walks[axis] = new(0, length.Size ?? -1, 1);        // an open length is not needed where all of it is taken
            else if (length.Size is { } n && first[i].Size is { } start && last[i].Size is { } end && Step(i)?.Size is { } step)
                walks[axis] = Walk.Of(n, start, end, step);
            else
                return null;
        }

        return walks;
    }

    private Value Padded(Value dY, Walk[] walks)
    {
        long[] pads = new long[2 * walks.Length];
        for (int axis = 0; axis < walks.Length; axis++)
        {
            Walk walk = walks[axis];
            if (walk.Count < 0 || (walk.Step == 1 && walk.Count == Data.Shape[axis].Size))
                continue;
            if (walk.Step < 0)
                (dY, walk) = (dY.SliceAxis(axis, -1, long.MinValue, -1), walk.Reversed());
            long taken = walk.Count;
            if (walk.Step > 1 && walk.Count > 1)
            {
                dY = Spread(dY, axis, walk.Step);
                taken = walk.Count * walk.Step;
            }

            // Zeros after the last element may reach beyond the end: a negative pad takes them away again.
            pads[axis] = taken == 0 ? 0 : walk.Start;
            pads[axis + walks.Length] = Data.Shape[axis].Size!.Value - taken - pads[axis];
        }

        return dY.PadZeros(pads);
    }

    // Each element followed by step − 1 zeros.
    private static Value Spread(Value dY, int axis, long step)
    {
        long[] pads = new long[2 * (dY.Rank + 1)];
        pads[^(dY.Rank - axis)] = step - 1;
        Value length = Value.Constant(dY.Shape[axis].Size!.Value * step);
        Value shape = Op.Concat(0, Op.Shape(dY, 0, axis), length, Op.Shape(dY, axis + 1)).OrConstant();
        return Op.Reshape(dY.Unsqueeze(axis + 1).PadZeros(pads), shape);
    }

    // Slicing 0, 1, 2 … tells where along its axis each element came from.
    private Value Scattered(Value dY)
    {
        int[] sliced = SlicedAxes()
            ?? throw new OperatorException(this, "axes that are known, to be differentiated", "axes computed at run time");
        for (int i = 0; i < sliced.Length; i++)
        {
            Value length = Op.Shape(Data, sliced[i], sliced[i] + 1);
            Value all = Op.Count(length);
            Value places = Op.Slice(all, Starts.Pick(i), Ends.Pick(i), null, Steps?.Pick(i));
            dY = Op.ScatterAlong(dY, places, sliced[i], length);
        }

        return dY;
    }

    /// <summary>Elements <c>Start + i·Step</c> of one axis, i below <c>Count</c>.</summary>
    private readonly record struct Walk(long Start, long Count, long Step)
    {
        public Walk Reversed() => new(Start + ((Count - 1) * Step), Count, -Step);

        public static Walk Of(long length, long start, long end, long step)
        {
            long low = step > 0 ? 0 : -1, high = step > 0 ? length : length - 1;
            long first = System.Math.Clamp(start < 0 ? start + length : start, 0, System.Math.Max(0, high));
            long last = System.Math.Clamp(end < 0 ? end + length : end, low, System.Math.Max(low, high));
            long span = step > 0 ? last - first : first - last;
            long by = System.Math.Abs(System.Math.Max(step, -long.MaxValue));
            return new(first, length == 0 || span <= 0 ? 0 : 1 + ((span - 1) / by), step);
        }
    }

    /// <inheritdoc/>
    protected internal override Value? Unchanged() =>
        Walks() is { } walks && walks.Index().All(w => w.Item.Step == 1 && Output.Shape[w.Index] == Data.Shape[w.Index]) ? Data : null;
}
