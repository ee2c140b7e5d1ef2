namespace OnnxEmit.Operators;

/// <summary>Repeats axes of length 1 to broadcast the input with a shape.</summary>
/// <param name="input">Any tensor.</param>
/// <param name="shape">The shape to broadcast with, an Int64 vector.</param>
[OnnxOperator(since: 13)]
public sealed partial class Expand(Value input, Value shape) : Operator(input, shape)
{
    /// <inheritdoc/>
    protected internal override OnnxType InferType()
    {
        if (Shape.Content is not { } target)
        {
            int? rank = Shape.Shape is [{ Size: { } count }] ? Math.Max(Input.Rank, (int)count) : null;
            return new TensorType(Input.ElementType, rank is null ? null : [.. Enumerable.Range(0, rank.Value).Select(_ => Dim.Unknown())]);
        }

        return new TensorType(Input.ElementType, OnnxEmit.Shape.TryBroadcast(Input.Shape, target)
            ?? throw new OperatorException(this, "a shape that the input broadcasts with", $"input {Input.Shape}, shape {target}"));
    }

    // The repeated axes are summed by the caller, as for every broadcast.
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => [dY, null];
}
