namespace OnnxEmit.Operators;

/// <summary>An elementwise operator on truth values.</summary>
public abstract class LogicalOperator : BooleanOperator
{
    /// <summary>An operator on these inputs.</summary>
    /// <param name="inputs">Its inputs.</param>
    protected LogicalOperator(params ReadOnlySpan<Value?> inputs)
        : base(inputs)
    {
    }

    /// <inheritdoc/>
    protected override void CheckTypes()
    {
        if (Inputs.Any(i => i!.ElementType != ElementType.Bool))
            throw new OperatorException(this, "inputs of element type Bool", string.Join(", ", Inputs.Select(i => i!.ElementType)));
    }
}
