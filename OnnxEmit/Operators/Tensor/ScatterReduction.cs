namespace OnnxEmit.Operators;

/// <summary>How the scattering operators combine an update with what is there.</summary>
internal static class ScatterReduction
{
    /// <summary>The version of the operator set that brought a reduction.</summary>
    public static int SinceVersion(string reduction) => reduction switch { "none" => 11, "add" or "mul" => 16, _ => 18 };

    /// <summary>What changes nothing in a reduction, a scalar.</summary>
    /// <param name="reduction">Its name.</param>
    /// <param name="like">A value of the element type wanted.</param>
    public static Value Neutral(string reduction, Value like) => reduction switch
    {
        "add" => Value.Scalar(0, like),
        "mul" => Value.Scalar(1, like),
        "max" => Value.Scalar(Extremes(like.ElementType).Least, like),
        _ => Value.Scalar(Extremes(like.ElementType).Largest, like),
    };

    /// <summary>A reduction along one axis, which goes.</summary>
    public static Value Reduce(string reduction, Value x, int axis)
    {
        Value axes = Value.Constant(axis);
        return reduction switch
        {
            "add" => Op.ReduceSum(x, axes, keepdims: false),
            "mul" => Op.ReduceProd(x, axes, keepdims: false),
            "max" => Op.ReduceMax(x, axes, keepdims: false),
            _ => Op.ReduceMin(x, axes, keepdims: false),
        };
    }

    /// <summary>A reduction of two tensors of one shape.</summary>
    public static Value Combine(string reduction, Value a, Value b) => reduction switch
    {
        "add" => a + b,
        "mul" => a * b,
        "max" => Op.Max(a, b),
        _ => Op.Min(a, b),
    };

    /// <summary>Refuses names that are not a reduction.</summary>
    /// <exception cref="OperatorException">There is none of this name.</exception>
    public static void Check(Operator op, string reduction)
    {
        if (reduction is not ("none" or "add" or "mul" or "max" or "min"))
            throw new OperatorException(op, "reduction to be none, add, mul, max or min", $"'{reduction}'");
    }

    private static (double Least, double Largest) Extremes(ElementType type) =>
        type.IsFloat ? (double.NegativeInfinity, double.PositiveInfinity)
        : type.IsSigned ? (-Math.Pow(2, type.BitSize - 1), Math.Pow(2, type.BitSize - 1) - 1)
        : (0, Math.Pow(2, type.BitSize) - 1);
}
