namespace OnnxEmit.Operators;

/// <summary>Repeats axes of length 1 to broadcast the input with a shape.</summary>
/// <param name="input">Any tensor.</param>
/// <param name="shape">The shape to broadcast with, an Int64 vector.</param>
[OnnxOperator(since: 8, BFloat16 = 13)]
public sealed partial class Expand(Value input, Value shape) : Operator(input, shape)
{
    /// <inheritdoc/>
    protected internal override bool OnlyArranges => true;

    internal override bool KeepsRows(ReadOnlySpan<bool> rows) =>
        rows.IsOnlyFirst && Input.Rank == Output.Rank && Input.Shape.KeepsFirst(Output.Shape);

    /// <inheritdoc/>
    protected internal override OnnxType InferType()
    {
        if (Shape.Content is not { } target)
        {
            return new TensorType(
                Input.ElementType, Shape.Shape is [{ Size: { } rank }] ? Lengths.Unknown(Math.Max(Input.Rank, rank)) : null);
        }

        return new TensorType(Input.ElementType, OnnxEmit.Shape.TryBroadcast(Input.Shape, target)
            ?? throw new OperatorException(this, "a shape that the input broadcasts with", $"input {Input.Shape}, shape {target}"));
    }

    // The repeated axes are summed by the caller, as for every broadcast.
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => [dY, null];

    /// <inheritdoc/>
    protected internal override TensorData? Fold(ReadOnlySpan<TensorData?> inputs) =>
        inputs[0] is { } data && Output.Shape.IsKnown ? Movement.Expand(data, Output.Shape.ToSizes()) : null;

    /// <inheritdoc/>
    protected internal override Value? MoveTranspose(TransposeMove move) =>
        Input.Rank == move.Perm.Length && Shape.Content is { IsKnown: true } target && target.Rank == Input.Rank
            ? move.Restore(Op.Expand(move.Source(0), Value.Constant(move.Reorder(target.ToSizes()))))
            : null;

    /// <inheritdoc/>
    protected internal override Value? Unchanged() => Neutral.Keeps(this, Input) ? Input : null;
}
