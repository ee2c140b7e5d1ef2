namespace OnnxEmit.Operators;

/// <summary>The input, unchanged.</summary>
/// <param name="input">Any value.</param>
[OnnxOperator(since: 1)]
public sealed partial class Identity(Value input) : Operator(input)
{
    /// <inheritdoc/>
    public override int SinceVersion => Input.Type switch
    {
        TensorType type => type.ElementType.Since(1),
        SequenceType => 14,
        OptionalType => 16,
        _ => 1,
    };

    /// <inheritdoc/>
    protected internal override bool OnlyArranges => true;

    internal override bool KeepsRows(ReadOnlySpan<bool> rows) => true;

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
