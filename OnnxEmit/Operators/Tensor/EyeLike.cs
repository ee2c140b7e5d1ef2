namespace OnnxEmit.Operators;

/// <summary>A matrix of ones on one diagonal and zeros elsewhere, of the shape of another.</summary>
/// <param name="input">A matrix; only its shape counts.</param>
/// <param name="dtype">The element type; the input's when omitted.</param>
/// <param name="k">Which diagonal: 0 the main one, 1 the next to its right.</param>
[OnnxOperator(since: 9)]
public sealed partial class EyeLike(Value input, ElementType? dtype = null, long k = 0) : Operator(input)
{
    /// <inheritdoc/>
    public override int SinceVersion => (dtype ?? Input.ElementType) == ElementType.BFloat16 ? 22 : 9;

    /// <inheritdoc/>
    protected internal override OnnxType InferType() => Input.Rank == 2 ? new TensorType(dtype ?? Input.ElementType, Input.Shape)
        : throw new OperatorException(this, "a matrix", $"{Input.Shape}");

    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => Gradients.None(1);
}
