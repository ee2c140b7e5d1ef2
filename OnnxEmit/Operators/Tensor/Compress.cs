namespace OnnxEmit.Operators;

/// <summary>The slices along one axis, or the elements, whose condition is true.</summary>
/// <param name="input">Any tensor of rank 1 or more.</param>
/// <param name="condition">Whether to take each, a Bool vector; what is beyond its end is left out.</param>
/// <param name="axis">The axis; negative counts from the end. When omitted the input counts as one row of elements.</param>
[OnnxOperator(since: 9, BFloat16 = 28)]
public sealed partial class Compress(Value input, Value condition, long? axis = null) : Operator(input, condition)
{
    /// <inheritdoc/>
    protected internal override OnnxType InferType()
    {
        if (Condition.ElementType != ElementType.Bool || Condition.Rank != 1)
            throw new OperatorException(this, "condition to be a vector of Bool", $"{Condition.TensorType}");
        Dim taken = Condition.Data is { } data ? data.ToInt64().Sum() : Dim.Unknown();
        Shape shape = axis is { } at ? Input.Shape.With(AxisList.Resolve(this, at, Input.Rank), taken) : [taken];
        return new TensorType(Input.ElementType, shape);
    }

    // Compressing 0, 1, 2 … tells where each slice came from.
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs)
    {
        int at = axis is { } given ? AxisList.Resolve(this, given, Input.Rank) : 0;
        Value length = axis is null ? Coordinates.Product(Op.Shape(Input)) : Op.Shape(Input, at, at + 1);
        Value dX = Op.ScatterAlong(dY, Op.Compress(Op.Count(length), Condition, 0), at, length);
        return [axis is null ? Op.Reshape(dX, Op.Shape(Input).OrConstant()) : dX];
    }

    /// <inheritdoc/>
    protected internal override Value? MoveTranspose(TransposeMove move) =>
        axis is { } at ? move.Restore(Op.Compress(move.Source(0), Condition, move.Axis(at))) : null;
}
