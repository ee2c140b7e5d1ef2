namespace OnnxEmit.Operators;

/// <summary>The error function 2/√π ∫₀ˣ e^(−t²) dt, element by element.</summary>
/// <param name="input">Any shape; a float type.</param>
[OnnxOperator(since: 9)]
public sealed partial class Erf(Value input) : ElementwiseOperator(input)
{
    // d erf(x) = 2/√π · e^(−x²) dx
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) =>
        [dY * Op.Exp(Op.Neg(Input * Input)) * (2 / Math.Sqrt(Math.PI))];
}
