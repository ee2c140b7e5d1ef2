namespace OnnxEmit.Operators;

/// <summary>What operators that compute (Σ |x|^p)^(1/p) share.</summary>
internal static class PowerNorm
{
    /// <summary>The order as operators accept it.</summary>
    /// <exception cref="OperatorException">It is below 1.</exception>
    public static void Check(Operator op, long p)
    {
        if (p < 1)
            throw new OperatorException(op, "p of 1 or more", $"{p}");
    }

    /// <summary>|x|^p.</summary>
    public static Value Power(Value x, long p) => p switch
    {
        1 => Op.Abs(x),
        2 => x * x,
        _ => Op.Pow(Op.Abs(x), Value.Scalar(p, x)),
    };

    /// <summary>The root of the sum.</summary>
    public static Value Root(Value sum, long p) => p switch
    {
        1 => sum,
        2 => Op.Sqrt(sum),
        _ => Op.Pow(sum, Value.Scalar(1.0 / p, sum)),
    };

    /// <summary>The part of the derivative that each element has to itself: sign(x) · |x|^(p − 1).</summary>
    public static Value OfElement(Value x, long p) => p switch
    {
        1 => Op.Sign(x),
        2 => x,
        _ => Op.Sign(x) * Op.Pow(Op.Abs(x), Value.Scalar(p - 1, x)),
    };

    /// <summary>The part that the elements of one norm have in common: dY · y^(1 − p), and 0 where the norm is.</summary>
    public static Value OfNorm(Value dY, Value y, long p)
    {
        if (p == 1)
            return dY;
        Value zero = Value.Scalar(0, y), power = p == 2 ? y : Op.Pow(y, Value.Scalar(p - 1, y));
        return Op.Where(Op.Equal(y, zero), zero, dY / power);
    }
}
