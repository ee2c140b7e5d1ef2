namespace OnnxEmit.Operators;

/// <summary>An elementwise operator whose result is true or false. Not differentiable.</summary>
public abstract class BooleanOperator : ElementwiseOperator
{
    /// <summary>An operator on these inputs.</summary>
    /// <param name="inputs">Its inputs.</param>
    protected BooleanOperator(params ReadOnlySpan<Value?> inputs)
        : base(inputs)
    {
    }

    /// <inheritdoc/>
    protected override ElementType ResultType => ElementType.Bool;

    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => Gradients.None(Inputs.Length);
}
