namespace OnnxEmit;

/// <summary>Finds out whether a graph computes every row of a batch by itself: then a batch can be computed in parts.</summary>
internal static class RowsApart
{
    /// <summary>Whether each row of the outputs, along their first axis, is computed from the same row of the inputs alone.</summary>
    /// <param name="inputs">The inputs that hold the rows of a batch along their first axis.</param>
    /// <param name="outputs">The outputs; each has to hold rows.</param>
    public static bool IsTrue(IEnumerable<Value> inputs, IReadOnlyList<Value> outputs)
    {
        HashSet<Value> rows = [.. inputs];
        foreach (Operator op in Reach.Operators(outputs, rows))
        {
            bool[] hasRows = [.. op.Inputs.Select(input => input is not null && rows.Contains(input))];
            if (op.Captures.Any(rows.Contains) || (hasRows.Contains(true) && !op.KeepsRows(hasRows)))
                return false;
            if (hasRows.Contains(true))
                rows.UnionWith(op.Outputs);
        }

        return outputs.All(rows.Contains);
    }
}
