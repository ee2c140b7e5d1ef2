namespace OnnxEmit.Operators;

/// <summary>An elementwise operator on the bits of integers. Not differentiable.</summary>
public abstract class BitwiseOperator : ElementwiseOperator
{
    /// <summary>An operator on these inputs.</summary>
    /// <param name="inputs">Its inputs.</param>
    protected BitwiseOperator(params ReadOnlySpan<Value?> inputs)
        : base(inputs)
    {
    }

    /// <inheritdoc/>
    protected override void CheckTypes()
    {
        base.CheckTypes();
        if (!Inputs[0]!.ElementType.IsInteger)
            throw new OperatorException(this, "integers", $"{Inputs[0]!.ElementType}");
    }

    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => Gradients.None(Inputs.Length);
}
