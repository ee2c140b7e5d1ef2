using System.Collections.Immutable;
using OnnxEmit.Operators;

namespace OnnxEmit;

/// <summary>
/// Moves each Transpose down through what does not care about the order of axes, until it meets its inverse and both vanish. Chains of
/// convolution, pooling, normalization, activation and merging then run in one layout, with one Transpose where they begin and one where
/// they end.
/// </summary>
public static class CancelTransposes
{
    /// <summary>The graph after the pass.</summary>
    /// <param name="graph">Any graph.</param>
    public static Graph Apply(Graph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        if (!graph.Has<Transpose>())
            return graph;
        Dictionary<(Value, string), Value> made = [];
        return Rewriter.Apply(graph, op => Rewrite(op, made) is { } value ? [value] : null);
    }

    private static Value? Rewrite(Operator op, Dictionary<(Value, string), Value> made)
    {
        if (op is Transpose transpose)
            return Shared(Compose(transpose), made);
        if (op.Inputs.FirstOrDefault(x => x?.Producer is Transpose)?.Producer is not Transpose first || op.OutputCount != 1)
            return null;
        int[] perm = first.Perm;
        Sources sources = new(op, perm, made);
        Value? moved;
        try
        {
            moved = op.MoveTranspose(new(perm, sources.Before));
        }
        catch (Exception e) when (e is OperatorException or InvalidOperationException)
        {
            return null;                               // the sources do not broadcast in this order, or their axes are not known
        }

        return sources.Possible && moved is not null ? Shared(moved, made) : null;
    }

    // Transposing twice is transposing once; by the identity, not at all.
    private static Value Compose(Transpose op)
    {
        Value x = op.Inputs[0]!;
        int[] perm = op.Perm;
        while (x.Producer is Transpose inner)
        {
            int[] first = inner.Perm;
            perm = [.. perm.Select(axis => first[axis])];
            x = inner.Inputs[0]!;
        }

        return perm.SequenceEqual(Enumerable.Range(0, perm.Length)) ? x
            : x == op.Inputs[0] ? op.Output
            : Op.Transpose(x, [.. perm.Select(axis => (long)axis)]);
    }

    // One Transpose of a value by an order serves all who want it.
    private static Value Shared(Value value, Dictionary<(Value, string), Value> made)
    {
        if (value.Producer is not Transpose transpose)
            return value;
        (Value, string) key = (transpose.Inputs[0]!, Key(transpose.Perm));
        return made.TryGetValue(key, out Value? known) ? known : made[key] = value;
    }

    private static string Key(int[] perm) => string.Join(',', perm);

    /// <summary>An operator's inputs as they are before the transposition, as far as that costs nothing.</summary>
    private sealed class Sources(Operator op, int[] perm, Dictionary<(Value, string), Value> made)
    {
        public bool Possible { get; private set; } = true;

        public Value Before(int input)
        {
            Value x = op.Inputs[input]!;
            if (x.Producer is Transpose transpose && transpose.Perm.SequenceEqual(perm))
                return transpose.Inputs[0]!;
            if (x.TensorType.Shape is not { } shape || shape.Rank > perm.Length)
                return Impossible(x);
            if (shape.All(d => d == 1))
                return shape.Rank == 0 ? x : x.Reshape([.. Enumerable.Repeat(1L, perm.Length)]);
            long[] inverse = Transpose.Inverse(perm);
            if (made.TryGetValue((x, Key([.. inverse.Select(axis => (int)axis)])), out Value? known))
                return known;

            // Constants fold, and what is repeated anyway is small; transposing anything else would only move the cost.
            bool isCheap = x.Data is not null || shape.Rank < perm.Length || shape.Count(d => d == 1) >= perm.Length - 2;
            if (!isCheap || shape.Count(d => !d.IsKnown) > 1)
                return Impossible(x);
            Value full = shape.Rank == perm.Length ? x
                : x.Reshape([.. Enumerable.Repeat(1L, perm.Length - shape.Rank), .. shape.Select(d => d.Size ?? -1)]);
            return Op.Transpose(full, inverse);
        }

        private Value Impossible(Value x)
        {
            Possible = false;
            return x;
        }
    }
}
