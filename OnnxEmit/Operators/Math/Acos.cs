namespace OnnxEmit.Operators;

/// <summary>The arc cosine of each element, in radians from 0 to π; NaN outside −1 to 1.</summary>
/// <param name="input">Any shape; a float type.</param>
[OnnxOperator(since: 7, BFloat16 = 22)]
public sealed partial class Acos(Value input) : ElementwiseOperator(input)
{
    // d arccos x = −dx / √(1 − x²)
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => [-dY / Op.Sqrt((1 - Input) * (Input + 1))];
}
