namespace OnnxEmit.Operators;

/// <summary>x / (1 + |x|), element by element: between −1 and 1.</summary>
/// <param name="input">Any shape; a float type.</param>
[OnnxOperator(since: 1, BFloat16 = 22)]
public sealed partial class Softsign(Value input) : ElementwiseOperator(input)
{
    // d softsign(x) = dx / (1 + |x|)² = (1 − |y|)² dx
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs)
    {
        Value slope = 1 - Op.Abs(Output);
        return [dY * (slope * slope)];
    }
}
