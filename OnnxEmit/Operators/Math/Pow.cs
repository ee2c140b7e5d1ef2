namespace OnnxEmit.Operators;

/// <summary>Xʸ, element by element, with broadcasting.</summary>
/// <param name="x">The base; a float type, Int32 or Int64, which the result has too.</param>
/// <param name="y">The exponent; any numeric type.</param>
[OnnxOperator(since: 7)]
public sealed partial class Pow(Value x, Value y) : ElementwiseOperator(x, y)
{
    /// <inheritdoc/>
    public override int SinceVersion =>
        Y.ElementType == ElementType.BFloat16 ? 15 : X.ElementType != Y.ElementType || X.ElementType.IsInteger ? 12 : 7;

    /// <inheritdoc/>
    protected override void CheckTypes()
    {
    }

    // d(xʸ) = y·xʸ⁻¹ dx + xʸ·ln x dy
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs)
    {
        Value? slope = needs[0] ? Slope() : null;
        return [slope is null ? null : dY * slope, needs[1] ? dY * Output * LogOfPositive() : null];
    }

    // A constant exponent is the common case; each form is right for negative bases and, where the derivative is finite, at 0.
    private Value? Slope() => Y.Data?.ToNumber() switch
    {
        0 => null,
        1 => Value.Scalar(1, X),
        2 => X * 2,
        3 => X * X * 3,
        0.5 => 0.5 / Output,
        -1 => Op.Neg(Output * Output),
        { } number => Op.Pow(X, Value.Scalar(number - 1, X)) * number,
        null => SlopeOfAnyExponent(),
    };

    // y·xʸ⁻¹ is 0·∞ at x = y = 0, where the derivative of x⁰ is 0.
    private Value SlopeOfAnyExponent()
    {
        Value exponent = Y.Cast(X.ElementType);
        Value one = Value.Scalar(1, X);
        Value lower = Op.Where(Op.Equal(exponent, Value.Scalar(0, X)), one, exponent - one);
        return exponent * Op.Pow(X, lower);
    }

    // A power of a negative base is not differentiable by the exponent; of 0 it stays 0.
    private Value LogOfPositive() => Op.Log(Op.Where(Op.Greater(X, Value.Scalar(0, X)), X, Value.Scalar(1, X))).Cast(Y.ElementType);
}
