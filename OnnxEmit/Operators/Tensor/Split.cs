using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>Cuts a tensor into parts along one axis.</summary>
/// <remarks>
/// Either <paramref name="sizes"/> or <paramref name="numOutputs"/> is given. Equal parts are rounded up, the last one takes what remains.
/// </remarks>
/// <param name="input">Any tensor of rank 1 or more.</param>
/// <param name="outputs">How many parts.</param>
/// <param name="sizes">The length of each part, an Int64 vector; together the axis.</param>
/// <param name="axis">The axis to cut; negative counts from the end.</param>
/// <param name="numOutputs">How many equal parts; as many as <paramref name="outputs"/>.</param>
[OnnxOperator(since: 13)]
public sealed partial class Split(Value input, int outputs, Value? sizes = null, long axis = 0, long? numOutputs = null)
    : Operator(input, sizes)
{
    /// <inheritdoc/>
    public override int SinceVersion => numOutputs is null ? 13 : 18;

    private int Axis => AxisList.Resolve(this, axis, Input.Rank);

    /// <inheritdoc/>
    protected internal override bool OnlyArranges => true;

    internal override bool KeepsRows(ReadOnlySpan<bool> rows) => rows.IsOnlyFirst && Axis > 0;

    /// <inheritdoc/>
    protected internal override OnnxType? InferType() => InferTypes()[0];

    /// <inheritdoc/>
    protected internal override ImmutableArray<OnnxType?> InferTypes()
    {
        int at = Axis;
        return [.. Parts(Input.Shape[at]).Select(part => new TensorType(Input.ElementType, Input.Shape.With(at, part)))];
    }

    // Without sizes the parts were equal up to version 17; those of a length that the run says are computed.
    /// <inheritdoc/>
    protected internal override ImmutableArray<Value>? OlderForm(int opset)
    {
        Shape parts = [.. Outputs.Select(output => output.Shape[Axis])];
        return parts.IsKnown ? Op.Split(Input, outputs, Value.Constant(parts.ToSizes()), axis)
            : Input.Shape[Axis].TryDivide(outputs, out _) ? AsOf(13, [Input], new Attribute("axis", axis))
            : Op.Split(Input, outputs, EqualSizes(), axis);
    }

    private Value EqualSizes()
    {
        Value length = Op.Shape(Input, Axis, Axis + 1), most = (length + Value.Constant(outputs - 1)) / Value.Constant(outputs);
        Value starts = most * Value.Constant([.. Enumerable.Range(0, outputs).Select(i => (long)i)]);
        return Op.Min(Op.Max(length - starts, Value.Constant(0)), most);
    }

    /// <inheritdoc/>
    protected internal override Shape? InferContent(int output)
    {
        Shape parts = Parts(Input.Shape[0]);
        if (Input.Content is not { } content || !parts[..(output + 1)].IsKnown)
            return null;
        int start = (int)parts[..output].Sum(part => part.Size!.Value);
        return content[start..(start + (int)parts[output].Size!.Value)];
    }

    // The parts of the gradient are joined; a part that nothing depends on counts as zeros.
    /// <inheritdoc/>
    protected internal override Gradients Gradient(ReadOnlySpan<Value?> dYs, Needs needs)
    {
        Value[] parts = new Value[Outputs.Length];
        for (int i = 0; i < parts.Length; i++)
            parts[i] = dYs[i] ?? Outputs[i].ZerosLike();
        return [Op.Concat(Axis, parts)];
    }

    private Shape Parts(Dim length)
    {
        if (Sizes is null == numOutputs is null)
            throw new OperatorException(this, "either sizes or num_outputs", Sizes is null ? "neither" : "both");
        if (numOutputs is { } parts)
            return parts == outputs ? Equal(length, parts)
                : throw new OperatorException(this, $"{parts} outputs, as num_outputs says", $"{outputs}");
        if (Sizes!.Content is not { } content)
            return Lengths.Unknown(outputs);
        if (content.Rank != outputs || !Lengths.Sum(content).MayEqual(length))
            throw new OperatorException(this, $"{outputs} sizes that add up to {length}", $"{content}");
        return content;
    }

    private static Shape Equal(Dim length, long parts)
    {
        if (length.Size is not { } n)
        {
            return length.TryDivide(parts, out Dim part)
                ? [.. Enumerable.Repeat(part, (int)parts)]
                : [.. Enumerable.Range(0, (int)parts).Select(i =>
                    Dim.Derived($"split({length.ToFormula()}, {parts}, {(i == parts - 1 ? 1 : 0)})"))];
        }

        long chunk = (n + parts - 1) / parts;
        return [.. Enumerable.Range(0, (int)parts).Select(i => (Dim)System.Math.Clamp(n - (i * chunk), 0, chunk))];
    }
}
