namespace OnnxEmit.Operators;

/// <summary>Axes as ONNX counts them: from 0, or backwards from −1.</summary>
internal static class AxisList
{
    /// <summary>One axis, from 0.</summary>
    /// <exception cref="OperatorException">It is out of range.</exception>
    public static int Resolve(Operator op, long axis, int rank) => axis >= -rank && axis < rank
        ? (int)(axis < 0 ? axis + rank : axis)
        : throw new OperatorException(op, $"an axis between {-rank} and {rank - 1}", axis.ToString());

    /// <summary>Several different axes, from 0, in the order given.</summary>
    /// <exception cref="OperatorException">One is out of range or named twice.</exception>
    public static int[] Resolve(Operator op, IEnumerable<Dim> axes, int rank)
    {
        int[] resolved = [.. axes.Select(axis => Resolve(
            op, axis.Size ?? throw new OperatorException(op, "axes that are numbers", $"{axis}"), rank))];
        for (int i = 1; i < resolved.Length; i++)
        {
            if (Array.IndexOf(resolved, resolved[i], 0, i) >= 0)
                throw new OperatorException(op, "each axis once", $"[{string.Join(", ", axes)}]");
        }

        return resolved;
    }
}
