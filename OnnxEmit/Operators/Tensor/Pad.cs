using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>Adds elements before and after each axis.</summary>
/// <remarks>
/// Modes: <c>constant</c> adds <paramref name="constantValue"/>, <c>edge</c> repeats the outermost element, <c>reflect</c> mirrors without
/// repeating it, <c>wrap</c> continues at the other end. Negative pads remove elements.
/// </remarks>
/// <param name="data">Any tensor.</param>
/// <param name="pads">How many to add before each padded axis, then how many after each, an Int64 vector.</param>
/// <param name="constantValue">What <c>constant</c> adds, a scalar of the data's element type; 0 when omitted.</param>
/// <param name="axes">The padded axes; all when omitted. Negative ones count from the end.</param>
/// <param name="mode"><c>constant</c>, <c>reflect</c>, <c>edge</c> or <c>wrap</c>.</param>
[OnnxOperator(since: 11)]
public sealed partial class Pad(Value data, Value pads, Value? constantValue = null, Value? axes = null, string mode = "constant")
    : Operator(data, pads, constantValue, axes)
{
    /// <inheritdoc/>
    public override int SinceVersion => Data.ElementType.Since(mode == "wrap" ? 19 : Axes is not null ? 18 : 11, float8: 21);

    internal override bool KeepsRows(ReadOnlySpan<bool> rows) =>
        rows.IsOnlyFirst && AllPads() is { } all && all[0] == 0 && all[Data.Rank] == 0;

    /// <inheritdoc/>
    protected internal override OnnxType InferType()
    {
        if (mode is not ("constant" or "reflect" or "edge" or "wrap"))
            throw new OperatorException(this, "mode to be constant, reflect, edge or wrap", $"'{mode}'");
        if (PaddedAxes() is not { } padded)
            return new TensorType(Data.ElementType, Lengths.Unknown(Data.Rank));
        if (Pads.Shape is [{ Size: { } count }] && count != 2 * padded.Length)
            throw new OperatorException(this, $"{2 * padded.Length} pads, two for each padded axis", $"{count}");
        Dim[] dims = [.. Data.Shape];
        Dim?[] amounts = Amounts(2 * padded.Length);
        for (int i = 0; i < padded.Length; i++)
        {
            ref Dim length = ref dims[padded[i]];
            length = amounts[i] is { } before && amounts[i + padded.Length] is { } after ? Lengths.Sum(length, before, after)
                : Dim.Unknown();
            if (length.Size < 0)
                throw new OperatorException(this, "pads that leave lengths of 0 or more", $"data {Data.Shape}, pads {Pads.Content}");
        }

        return new TensorType(Data.ElementType, Shape.Create(dims));
    }

    // Up to version 17 there were pads for every axis.
    /// <inheritdoc/>
    protected internal override ImmutableArray<Value>? OlderForm(int opset)
    {
        if (PaddedAxes() is not { } padded)
            return null;
        if (mode == "wrap" && opset < 19)
            return Wrapped(padded) is { } wrapped ? [wrapped] : null;
        if (Axes is null)
            return null;
        long[] places = [.. padded.Select(axis => (long)axis), .. padded.Select(axis => (long)axis + Data.Rank)];
        Value all = AllPads() is { } known ? Value.Constant(known)
            : Op.ScatterElements(Value.Constant(new long[2 * Data.Rank]), Value.Constant(places), Pads);
        return [Op.Pad(Data, all, ConstantValue, null, mode)];
    }

    // The stretches that are repeated, joined axis by axis.
    private Value? Wrapped(int[] padded)
    {
        Value result = Data;
        for (int i = 0; i < padded.Length; i++)
        {
            int axis = padded[i];
            long? before = Pads.Content?[i].Size, after = Pads.Content?[i + padded.Length].Size;
            if (Data.Shape[axis].Size is not { } length || before is not >= 0 || after is not >= 0)
                return null;
            Value whole = result;
            result = Op.Concat(axis, [.. PadRuns.Of(mode, length, before.Value, after.Value)
                .Select(run => whole.SliceAxis(axis, run.To, run.To + run.End - run.Start))]);
        }

        return result;
    }

    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs)
    {
        if (mode != "constant")
            return [Folded(dY)];

        // What was added is cropped. Its own gradient is what the crop leaves over.
        Value dX = PaddedAxes() is { } && AllPads() is { } all ? Cropped(dY, all) : Op.Pad(dY, Op.Neg(Pads), null, Axes);
        if (!needs[2])
            return [dX];
        Value added = Op.ReduceSum(dY, keepdims: false) - Op.ReduceSum(dX, keepdims: false);
        return [dX, null, added.ReshapeLike(ConstantValue!)];
    }

    /// <inheritdoc/>
    protected internal override Value? MoveTranspose(TransposeMove move)
    {
        if (AllPads() is not { } all)
            return null;
        int rank = Data.Rank;
        long[] moved = [.. move.Reorder(all[..rank]), .. move.Reorder(all[rank..])];
        return move.Restore(Op.Pad(move.Source(0), Value.Constant(moved), ConstantValue, null, mode));
    }

    /// <summary>The same with the smallest number above 0 where it pads with zeros; null where it does not.</summary>
    internal Value? WithoutZero() =>
        mode != "constant" || !Data.ElementType.IsFloat || (ConstantValue is not null && ConstantValue.Data?.ToNumber() != 0)
        ? null
        : Op.Pad(Data, Pads, Value.Scalar(Data.ElementType == ElementType.Float16 ? 6e-8 : 1.17549435e-38, Data), Axes, mode);

    // Each pad, null where it is known at run time only: some may be computed and the others zeros.
    private Dim?[] Amounts(int count)
    {
        IEnumerable<Value> parts = Pads.Content is null && Pads.Producer is Concat joined ? joined.Inputs.OfType<Value>() : [Pads];
        Dim?[] amounts = [.. parts.SelectMany(part =>
            part.Content?.Select(pad => (Dim?)pad) ?? new Dim?[part.Shape is [{ Size: { } own }] ? own : 0])];
        return amounts.Length == count ? amounts : new Dim?[count];
    }

    // The padded axes, from 0; null where they are known at run time only.
    private int[]? PaddedAxes() =>
        Axes is null ? [.. Enumerable.Range(0, Data.Rank)] : Axes.Content is { } named ? AxisList.Resolve(this, named, Data.Rank) : null;

    // The pads of every axis; null where they are known at run time only.
    private long[]? AllPads()
    {
        if (PaddedAxes() is not { } padded || Pads.Content is not { IsKnown: true } content)
            return null;
        long[] all = new long[2 * Data.Rank];
        for (int i = 0; i < padded.Length; i++)
            (all[padded[i]], all[padded[i] + Data.Rank]) = (content[i].Size!.Value, content[i + padded.Length].Size!.Value);
        return all;
    }

    private Value Cropped(Value dY, long[] all)
    {
        int rank = Data.Rank;
        if (all.Any(pad => pad < 0))
            return dY.PadZeros([.. all.Select(pad => -pad)]);
        long[] cropped = [.. Enumerable.Range(0, rank).Where(axis => all[axis] + all[axis + rank] != 0).Select(axis => (long)axis)];
        if (cropped.Length == 0)
            return dY;
        Value starts = Value.Constant([.. cropped.Select(axis => all[axis])]);
        Value ends = Value.Constant([.. cropped.Select(axis => all[axis + rank] == 0 ? long.MaxValue : -all[axis + rank])]);
        return Op.Slice(dY, starts, ends, Value.Constant(cropped));
    }

    // Every copy of an element adds to its gradient, axis by axis.
    private Value Folded(Value dY)
    {
        int[] padded = PaddedAxes()
            ?? throw new OperatorException(this, "axes that are known, to be differentiated", "axes computed at run time");
        for (int i = 0; i < padded.Length; i++)
        {
            int axis = padded[i];
            long? before = Pads.Content?[i].Size, after = Pads.Content?[i + padded.Length].Size;
            if (before == 0 && after == 0)
                continue;
            dY = Data.Shape[axis].Size is { } length && before >= 0 && after >= 0
                ? AddRuns(dY, axis, length, [.. PadRuns.Of(mode, length, before.Value, after.Value)])
                : Scattered(dY, axis, i, padded.Length);
        }

        return dY;
    }

    private static Value AddRuns(Value dY, int axis, long length, PadRun[] runs)
    {
        Value? sum = null;
        foreach (PadRun run in runs)
        {
            Value part = dY.SliceAxis(axis, run.Start, run.End);
            if (run.Step < 0)
                part = part.SliceAxis(axis, -1, long.MinValue, -1);
            if (run.Step == 0)
                part = part.ReduceSum([axis], keepdims: true);
            long taken = run.Step == 0 ? 1 : run.End - run.Start;
            long[] pads = new long[2 * dY.Rank];
            (pads[axis], pads[axis + dY.Rank]) = (run.To, length - run.To - taken);
            part = part.PadZeros(pads);
            sum = sum is null ? part : sum + part;
        }

        return sum!;
    }

    // Padding 0, 1, 2 … in the same way tells which element each place repeats.
    private Value Scattered(Value dY, int axis, int i, int count)
    {
        Value length = Op.Shape(Data, axis, axis + 1);
        Value all = Op.Count(length);
        Value own = Op.Concat(0, Pads.Pick(i), Pads.Pick(i + count));
        return Op.ScatterAlong(dY, Op.Pad(all, own, null, null, mode), axis, length);
    }

    /// <inheritdoc/>
    protected internal override Value? Unchanged() => AllPads()?.All(pad => pad == 0) == true ? Data : null;
}
