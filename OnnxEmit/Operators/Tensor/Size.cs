namespace OnnxEmit.Operators;

/// <summary>How many elements a tensor has, as an Int64 scalar.</summary>
/// <param name="data">Any tensor.</param>
[OnnxOperator(since: 1)]
public sealed partial class Size(Value data) : Operator(data)
{
    /// <inheritdoc/>
    public override int SinceVersion => Data.ElementType.Since(1);

    /// <inheritdoc/>
    protected internal override OnnxType InferType() => new TensorType(ElementType.Int64, Shape.Scalar);

    /// <inheritdoc/>
    protected internal override Shape? InferContent() => Data.TensorType.Shape is { } shape ? [shape.Elements] : null;

    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => Gradients.None(1);
}
