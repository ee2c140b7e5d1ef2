namespace OnnxEmit.Operators;

/// <summary>Joins tensors along one axis.</summary>
/// <remarks>The inputs have one element type and equal axes but for the joined one, whose lengths add up.</remarks>
/// <param name="axis">The axis to join along; negative counts from the end.</param>
/// <param name="inputs">One tensor or more, of rank 1 or more.</param>
[OnnxOperator(since: 4, BFloat16 = 13)]
public sealed partial class Concat(long axis, params ReadOnlySpan<Value> inputs) : Operator(inputs)
{
    private int Axis => AxisList.Resolve(this, axis, Inputs[0]!.Rank);

    /// <inheritdoc/>
    protected internal override bool OnlyArranges => true;

    internal override bool KeepsRows(ReadOnlySpan<bool> rows) => Axis > 0 && !rows.Contains(false);

    /// <inheritdoc/>
    protected internal override OnnxType InferType()
    {
        if (Inputs.IsEmpty)
            throw new OperatorException(this, "one input or more", "none");
        Shape shape = Inputs[0]!.Shape;
        int at = Axis;
        Dim[] dims = [.. shape];
        foreach (Value input in Inputs.Skip(1).OfType<Value>())
        {
            if (input.ElementType != Inputs[0]!.ElementType)
                throw new OperatorException(this, "inputs of one element type", string.Join(", ", Inputs.Select(i => i!.ElementType)));
            for (int i = 0; i < dims.Length; i++)
            {
                if (input.Rank != dims.Length || (i != at && !dims[i].MayEqual(input.Shape[i])))
                    throw new OperatorException(
                        this, $"inputs of equal shapes but for axis {at}", string.Join(", ", Inputs.Select(x => x!.Shape)));
                dims[i] = dims[i].Unify(input.Shape[i]);
            }
        }

        dims[at] = Lengths.Sum(Inputs.Select(input => input!.Shape[at]));
        return new TensorType(Inputs[0]!.ElementType, Shape.Create(dims));
    }

    /// <inheritdoc/>
    protected internal override Shape? InferContent() =>
        Inputs.Any(input => input!.Content is null) ? null : [.. Inputs.SelectMany(input => input!.Content!)];

    // Each input takes its part of the gradient.
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs)
    {
        int at = Axis;
        Value?[] gradients = new Value?[Inputs.Length];
        if (Inputs.All(input => input!.Shape[at].IsKnown))
        {
            long start = 0;
            for (int i = 0; i < gradients.Length; i++)
            {
                long end = start + Inputs[i]!.Shape[at].Size!.Value;
                gradients[i] = needs[i] ? dY.SliceAxis(at, start, end) : null;
                start = end;
            }
        }
        else
        {
            Value sizes = Op.Concat(0, [.. Inputs.Select(input => Op.Shape(input!, at, at + 1))]);
            Op.Split(dY, Inputs.Length, sizes, at).CopyTo(gradients!);
        }

        return Gradients.Create(gradients);
    }

    /// <inheritdoc/>
    protected internal override TensorData? Fold(ReadOnlySpan<TensorData?> inputs) =>
        inputs.ToArray().Any(data => data is null) ? null : Movement.Concat(inputs!, Axis, Output.Shape.ToSizes());

    /// <inheritdoc/>
    protected internal override Value MoveTranspose(TransposeMove move) =>
        move.Restore(Op.Concat(move.Axis(axis), [.. Inputs.Select((_, i) => move.Source(i))]));

    /// <inheritdoc/>
    protected internal override Value? Unchanged() => Inputs.Length == 1 ? Inputs[0] : null;
}
