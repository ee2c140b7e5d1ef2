namespace OnnxEmit.Operators;

/// <summary>Not X, element by element.</summary>
/// <param name="x">Any shape; Bool.</param>
[OnnxOperator(since: 1)]
public sealed partial class Not(Value x) : LogicalOperator(x)
{
    /// <inheritdoc/>
    protected internal override Shape? InferContent() => Content.Combine(X, X, (x, _) => x == 0 ? 1 : 0);
}
