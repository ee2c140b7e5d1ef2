namespace OnnxEmit.Operators;

/// <summary>The coordinates of the elements that are not zero, in order: Int64 (rank, how many).</summary>
/// <param name="x">Any tensor of rank 1 or more, of numbers or booleans.</param>
[OnnxOperator(since: 9, BFloat16 = 13)]
public sealed partial class NonZero(Value x) : Operator(x)
{
    /// <inheritdoc/>
    protected internal override OnnxType InferType() =>
        new TensorType(ElementType.Int64, [X.TensorType.Shape is { } shape ? shape.Rank : Dim.Unknown(), Dim.Unknown()]);

    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => Gradients.None(1);
}
