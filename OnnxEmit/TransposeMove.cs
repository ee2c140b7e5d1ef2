namespace OnnxEmit;

/// <summary>A transposition on its way from an operator's inputs to its output.</summary>
public sealed class TransposeMove
{
    private readonly int[] perm;
    private readonly Func<int, Value> source;

    internal TransposeMove(int[] perm, Func<int, Value> source)
    {
        this.perm = perm;
        this.source = source;
    }

    /// <summary>The permutation: axis i of the operator's input is axis <c>Perm[i]</c> of the source.</summary>
    public ReadOnlySpan<int> Perm => perm;

    /// <summary>The axis of the source that an axis of the operator's input is.</summary>
    /// <param name="axis">From 0, or from -1 backwards.</param>
    public int Axis(long axis) => perm[axis < 0 ? axis + perm.Length : axis];

    /// <summary>An input as it is before the transposition.</summary>
    /// <param name="input">Which of the operator's inputs.</param>
    public Value Source(int input) => source(input);

    /// <summary>The transposition applied behind the operator.</summary>
    /// <param name="result">The operator's result on the sources.</param>
    public Value Restore(Value result) => Op.Transpose(result, [.. perm.Select(axis => (long)axis)]);

    /// <summary>
    /// The transposition applied behind an operator that removes axes; none where the order of the rest is right already.
    /// </summary>
    /// <param name="result">The operator's result on the sources.</param>
    /// <param name="removed">The removed axes of the source.</param>
    public Value RestoreWithout(Value result, IReadOnlyCollection<int> removed)
    {
        int[] rest = [.. perm.Where(axis => !removed.Contains(axis))];
        int[] order = [.. rest.Select(axis => rest.Count(other => other < axis))];
        return order.SequenceEqual(Enumerable.Range(0, order.Length))
            ? result : Op.Transpose(result, [.. order.Select(axis => (long)axis)]);
    }

    /// <summary>Values that stand one per axis, in the order of the source's axes: pads, scales, sizes.</summary>
    /// <param name="perAxis">One item per axis of the operator's input.</param>
    public T[] Reorder<T>(IReadOnlyList<T> perAxis)
    {
        T[] items = new T[perm.Length];
        for (int i = 0; i < items.Length; i++)
            items[perm[i]] = perAxis[i];
        return items;
    }
}
