using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>Crops or pads some axes to given lengths, evenly before and behind; where that leaves one over, it is behind.</summary>
/// <param name="inputData">Any tensor.</param>
/// <param name="shape">The lengths of the axes, an Int64 or Int32 vector. What is added is zeros.</param>
/// <param name="axes">The axes that <paramref name="shape"/> speaks of; all when omitted. Negative ones count from the end.</param>
[OnnxOperator(since: 18)]
public sealed partial class CenterCropPad(Value inputData, Value shape, long[]? axes = null) : Operator(inputData, shape)
{
    private int[] Axes => axes is null
        ? [.. Enumerable.Range(0, InputData.Rank)] : AxisList.Resolve(this, axes.Select(axis => (Dim)axis), InputData.Rank);

    /// <inheritdoc/>
    protected internal override OnnxType InferType()
    {
        int[] named = Axes;
        if (Shape.Rank != 1 || !Shape.Shape[0].MayEqual(named.Length))
            throw new OperatorException(this, $"shape with one length per axis, {named.Length}", $"{Shape.Shape}");
        Dim[] dims = [.. InputData.Shape];
        for (int i = 0; i < named.Length; i++)
            dims[named[i]] = Shape.Content is { } lengths ? lengths[i] : Dim.Unknown();
        return new TensorType(InputData.ElementType, OnnxEmit.Shape.Create(dims));
    }

    /// <inheritdoc/>
    protected internal override ImmutableArray<Value>? Decompose()
    {
        long[] named = [.. Axes.Select(axis => (long)axis)], behind = [.. named.Select(axis => axis + InputData.Rank)];
        Value over = Value.Constant(named), two = Value.Constant(2);
        Value wanted = Shape.Cast(ElementType.Int64), lengths = Op.Gather(Op.Shape(InputData), over).OrConstant();
        Value padded = Op.Max(lengths, wanted).OrConstant(), added = (padded - lengths).OrConstant();
        Value before = (added / two).OrConstant(), pads = Op.Concat(0, before, (added - before).OrConstant()).OrConstant();

        // Pads for every axis: ONNX Runtime loses those for some where it moves a Transpose through.
        Value all = Op.ScatterElements(Value.Constant(new long[2 * InputData.Rank]), Value.Constant([.. named, .. behind]), pads);
        Value first = ((padded - wanted).OrConstant() / two).OrConstant();
        return [Op.Slice(Op.Pad(InputData, Known(pads) ?? all), first, (first + wanted).OrConstant(), over)];

        Value? Known(Value some)
        {
            if (some.Content is not { IsKnown: true } content)
                return null;
            long[] everyAxis = new long[2 * InputData.Rank];
            foreach ((int i, long place) in named.Concat(behind).Index())
                everyAxis[place] = content[i].Size!.Value;
            return Value.Constant(everyAxis);
        }
    }

    /// <inheritdoc/>
    protected internal override Value? Unchanged() => Neutral.Keeps(this, InputData) ? InputData : null;
}
