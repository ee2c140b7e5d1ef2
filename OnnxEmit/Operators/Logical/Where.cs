namespace OnnxEmit.Operators;

/// <summary>X where the condition holds, Y elsewhere, element by element, with broadcasting.</summary>
/// <param name="condition">Which to take; Bool.</param>
/// <param name="x">Taken where the condition is true; any type.</param>
/// <param name="y">Taken where the condition is false, of X's element type.</param>
[OnnxOperator(since: 9)]
public sealed partial class Where(Value condition, Value x, Value y) : ElementwiseOperator(condition, x, y)
{
    /// <inheritdoc/>
    public override int SinceVersion => X.ElementType == ElementType.BFloat16 ? 16 : 9;

    /// <inheritdoc/>
    protected override ElementType ResultType => X.ElementType;

    /// <inheritdoc/>
    protected override void CheckTypes()
    {
        if (Condition.ElementType != ElementType.Bool || X.ElementType != Y.ElementType)
        {
            throw new OperatorException(
                this, "a condition of Bool and X and Y of one element type", $"{Condition.ElementType}, {X.ElementType}, {Y.ElementType}");
        }
    }

    /// <inheritdoc/>
    protected internal override Shape? InferContent() => Content.Choose(Condition, X, Y);

    // Each side takes the gradient where it was taken.
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs)
    {
        Value zero = Value.Scalar(0, dY);
        return [null, needs[1] ? Op.Where(Condition, dY, zero) : null, needs[2] ? Op.Where(Condition, zero, dY) : null];
    }
}
