namespace OnnxEmit.Operators;

/// <summary>The same elements as a matrix: the axes before one as rows, that one and all after it as columns.</summary>
/// <param name="input">Any tensor; (a…, b…) gives (∏a, ∏b).</param>
/// <param name="axis">The first axis of the columns, up to the rank; negative counts from the end.</param>
[OnnxOperator(since: 1)]
public sealed partial class Flatten(Value input, long axis = 1) : Operator(input)
{
    /// <inheritdoc/>
    public override int SinceVersion => Input.ElementType.Since(axis < 0 ? 11 : Input.ElementType.IsFloat ? 1 : 9, float8: 21);

    /// <inheritdoc/>
    protected internal override bool OnlyArranges => true;

    internal override bool KeepsRows(ReadOnlySpan<bool> rows) => (axis < 0 ? axis + Input.Rank : axis) == 1;

    /// <inheritdoc/>
    protected internal override OnnxType InferType()
    {
        int rank = Input.Rank;
        if (axis < -rank || axis > rank)
            throw new OperatorException(this, $"an axis between {-rank} and {rank}", $"{axis}");
        int at = (int)(axis < 0 ? axis + rank : axis);
        return new TensorType(Input.ElementType, [Input.Shape[..at].Elements, Input.Shape[at..].Elements]);
    }

    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => [dY.ReshapeLike(Input)];

    /// <inheritdoc/>
    protected internal override TensorData? Fold(ReadOnlySpan<TensorData?> inputs) => inputs[0]?.Reshape(Output.Shape.ToSizes());

    /// <inheritdoc/>
    protected internal override Value? Unchanged() => Neutral.Keeps(this, Input) ? Input : null;
}
