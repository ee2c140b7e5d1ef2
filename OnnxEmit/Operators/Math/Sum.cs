namespace OnnxEmit.Operators;

/// <summary>The sum of several tensors, element by element, with broadcasting.</summary>
/// <param name="inputs">One or more tensors of one float type.</param>
[OnnxOperator(since: 8)]
public sealed partial class Sum(params ReadOnlySpan<Value> inputs) : VariadicOperator(inputs)
{
    // Every summand gets the gradient of the sum.
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => [.. Inputs.Select(_ => dY)];
}
