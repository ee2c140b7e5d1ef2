namespace OnnxEmit.Operators;

/// <summary>The largest of several tensors, element by element, with broadcasting.</summary>
/// <remarks>Where inputs tie, they share the gradient equally.</remarks>
/// <param name="inputs">One or more tensors of one numeric type.</param>
[OnnxOperator(since: 8)]
public sealed partial class Max(params ReadOnlySpan<Value> inputs) : VariadicOperator(inputs)
{
    /// <inheritdoc/>
    protected internal override Shape? InferContent() => CombineContent(Math.Max);

    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => SharedAmongTied(dY, needs);
}
