using OnnxEmit;

namespace Fluent;

/// <summary>One batch of a stream: inputs, truth and weights of its samples.</summary>
/// <param name="X">The inputs.</param>
/// <param name="Y">The truth; null for predicting.</param>
/// <param name="SampleWeight">A weight for each sample; null where all count the same.</param>
public sealed record Batch(Data X, Data? Y = null, Data? SampleWeight = null);

/// <summary>The arrays of the current batch, by role and position; entries of outputs without a loss or metric are null.</summary>
internal sealed class BatchArrays(int inputs, int outputs)
{
    public BatchArray?[] X { get; } = new BatchArray?[inputs];

    public BatchArray?[] Y { get; } = new BatchArray?[outputs];

    public BatchArray?[] Weights { get; } = new BatchArray?[outputs];

    public int Rows => (int)X[0]!.Dims[0];

    /// <summary>Makes room, where there is not enough, and copies rows: those listed, or all of a batch when null.</summary>
    public static void Fill(BatchArray?[] slots, int slot, TensorData data, ReadOnlySpan<int> rows, bool all, int capacity)
    {
        int count = all ? (int)data.Dims[0] : rows.Length;
        BatchArray array = slots[slot] is { } room && room.Fits(data, count)
            ? room
            : slots[slot] = new(data.ElementType, data.Dims.AsSpan(1), Math.Max(capacity, count));
        if (all)
            array.Copy(data);
        else
            array.Gather(data, rows);
    }
}
