namespace OnnxEmit.Operators;

/// <summary>The mean of several tensors, element by element, with broadcasting.</summary>
/// <param name="inputs">One or more tensors of one float type.</param>
[OnnxOperator(since: 8)]
public sealed partial class Mean(params ReadOnlySpan<Value> inputs) : VariadicOperator(inputs)
{
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs)
    {
        Value share = dY / Inputs.Length;
        return [.. Inputs.Select(_ => share)];
    }
}
