namespace OnnxEmit.Operators;

/// <summary>The input, unchanged.</summary>
/// <param name="input">Any value.</param>
[OnnxOperator(since: 13)]
public sealed partial class Identity(Value input) : Operator(input)
{
    /// <inheritdoc/>
    protected internal override OnnxType? InferType() => Input.Type;

    /// <inheritdoc/>
    protected internal override Shape? InferContent() => Input.Content;

    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => [dY];

    /// <inheritdoc/>
    protected internal override TensorData? Fold(ReadOnlySpan<TensorData?> inputs) => inputs[0];

    /// <inheritdoc/>
    protected internal override Value MoveTranspose(TransposeMove move) => move.Restore(Op.Identity(move.Source(0)));

    /// <inheritdoc/>
    protected internal override Value? Unchanged() => Input;
}
