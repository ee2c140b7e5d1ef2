using OnnxEmit.Operators;

namespace OnnxEmit;

/// <summary>
/// Cuts off what no window reads: where pooling leaves a last row over, the convolutions before it need not compute it, nor their
/// gradients, and nothing has to be cut or padded in between. Only the graph's inputs are cut; what follows becomes shorter by itself.
/// </summary>
internal static class TrimUnreadPlaces
{
    /// <summary>The graph on inputs without their last places, where no output depends on them.</summary>
    public static Graph Apply(Graph graph)
    {
        Dictionary<Value, long[]> read = Read(graph);
        Dictionary<Value, Value> cut = [];
        foreach (Value input in graph.Inputs)
        {
            if (read.TryGetValue(input, out long[]? lengths) && !lengths.SequenceEqual(input.Shape.ToSizes()))
                cut[input] = Cut(input, lengths);
        }

        return cut.Count == 0 ? graph : Rewriter.Apply(graph, op => op.Inputs.Any(x => x is not null && cut.ContainsKey(x))
            ? op.With([.. op.Inputs.Select(x => x is null ? null : cut.GetValueOrDefault(x, x))]).Outputs
            : null, static (_, _) => { });
    }

    // From the outputs back: the greatest length of each axis that any reader wants. What is not in the result is read by nobody.
    private static Dictionary<Value, long[]> Read(Graph graph)
    {
        Dictionary<Value, long[]> read = [];
        foreach (Value output in graph.Outputs)
            Add(read, output, null);
        for (int at = graph.Operators.Length - 1; at >= 0; at--)
        {
            Operator op = graph.Operators[at];
            foreach (Value captured in op.Subgraphs.SelectMany(g => g.Captures))
                Add(read, captured, null);
            bool isKnown = op.Outputs is [{ Type: TensorType { Shape.IsKnown: true } }] && read.ContainsKey(op.Output);
            for (int i = 0; i < op.Inputs.Length; i++)
            {
                if (op.Inputs[i] is { } x)
                    Add(read, x, isKnown && x.Type is TensorType { Shape.IsKnown: true } ? op.LengthsRead(i, read[op.Output]) : null);
            }
        }

        return read;
    }

    private static void Add(Dictionary<Value, long[]> read, Value x, long[]? lengths)
    {
        if (x.Type is not TensorType { Shape: { IsKnown: true } shape })
            return;
        lengths ??= shape.ToSizes();
        read[x] = read.TryGetValue(x, out long[]? before) ? [.. before.Zip(lengths, Math.Max)] : lengths;
    }

    private static Value Cut(Value x, long[] lengths)
    {
        long[] axes = [.. Enumerable.Range(0, lengths.Length).Where(axis => x.Shape[axis] != lengths[axis]).Select(axis => (long)axis)];
        return Op.Slice(
            x, Value.Constant(new long[axes.Length]), Value.Constant([.. axes.Select(axis => lengths[axis])]), Value.Constant(axes));
    }
}
