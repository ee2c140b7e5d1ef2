namespace OnnxEmit.Operators;

/// <summary>How the scattering operators combine an update with what is there.</summary>
internal static class ScatterReduction
{
    /// <summary>The version of the operator set that brought a reduction.</summary>
    public static int SinceVersion(string reduction) => reduction switch { "none" => 11, "add" or "mul" => 16, _ => 18 };

    /// <summary>Refuses names that are not a reduction.</summary>
    /// <exception cref="OperatorException">There is none of this name.</exception>
    public static void Check(Operator op, string reduction)
    {
        if (reduction is not ("none" or "add" or "mul" or "max" or "min"))
            throw new OperatorException(op, "reduction to be none, add, mul, max or min", $"'{reduction}'");
    }
}
