using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>x · Φ(x) with Φ the distribution function of the standard normal distribution, element by element.</summary>
/// <param name="x">Any shape; a float type.</param>
/// <param name="approximate"><c>none</c> for the exact function, <c>tanh</c> for x/2 · (1 + tanh(√(2/π) (x + 0.044715 x³))).</param>
[OnnxOperator(since: 20)]
public sealed partial class Gelu(Value x, string approximate = "none") : ElementwiseOperator(x)
{
    private const double Cubic = 0.044715;
    private static readonly double InnerScale = 2 * Math.Sqrt(2 / Math.PI);

    /// <inheritdoc/>
    protected override void CheckTypes()
    {
        if (approximate is not ("none" or "tanh"))
            throw new OperatorException(this, "approximate to be 'none' or 'tanh'", $"'{approximate}'");
    }

    /// <inheritdoc/>
    protected internal override ImmutableArray<Value>? Decompose() =>
        [X * (approximate == "tanh" ? Op.Sigmoid(Inner()) : Distribution())];

    // Exact: d(x·Φ(x)) = (Φ(x) + x·φ(x)) dx with the density φ(x) = e^(−x²/2) / √2π.
    // Tanh: (1 + tanh u)/2 is σ(2u), so that y = x·s with s = σ(v(x)) and dy = (s + x·s·(1 − s)·v'(x)) dx.
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs)
    {
        if (approximate != "tanh")
            return [dY * (Distribution() + (X * Op.Exp(X * X * -0.5) * (1 / Math.Sqrt(2 * Math.PI))))];
        Value s = Op.Sigmoid(Inner());
        Value innerSlope = (X * X * (3 * Cubic * InnerScale)) + InnerScale;
        return [dY * (s + (X * (s * (1 - s)) * innerSlope))];
    }

    private Value Distribution() => (Op.Erf(X * Math.Sqrt(0.5)) + 1) * 0.5;

    private Value Inner() => X * ((X * X * (Cubic * InnerScale)) + InnerScale);
}
