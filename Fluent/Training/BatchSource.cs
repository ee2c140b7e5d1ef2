using OnnxEmit;

namespace Fluent;

/// <summary>Where batches come from: arrays cut into rows, or a stream.</summary>
internal abstract class BatchSource
{
    /// <summary>The batches in an epoch; null where a stream does not say.</summary>
    public abstract int? Steps { get; }

    /// <summary>The samples in an epoch; null where a stream does not say.</summary>
    public abstract long? Samples { get; }

    /// <summary>Starts an epoch.</summary>
    /// <param name="epoch">From 0; shuffling depends on it and the seed alone.</param>
    public abstract void Begin(int epoch);

    /// <summary>Puts the next batch in place; false at the end of the epoch.</summary>
    public abstract bool Next(BatchArrays batch);
}

/// <summary>Arrays whose first axis is the samples.</summary>
internal sealed class ArraySource : BatchSource
{
    private readonly TensorData[] x;
    private readonly TensorData?[] y;
    private readonly TensorData?[] weights;
    private readonly int[] order;
    private readonly int batchSize;
    private readonly bool shuffle;
    private int at;

    public ArraySource(TensorData[] x, TensorData?[] y, TensorData?[] weights, Range rows, int batchSize, bool shuffle)
    {
        (this.x, this.y, this.weights, this.batchSize, this.shuffle) = (x, y, weights, batchSize, shuffle);
        (int start, int count) = rows.GetOffsetAndLength((int)x[0].Dims[0]);
        order = [.. Enumerable.Range(start, count)];
    }

    public override int? Steps => (order.Length + batchSize - 1) / batchSize;

    public override long? Samples => order.Length;

    public override void Begin(int epoch)
    {
        at = 0;
        if (!shuffle)
            return;
        Array.Sort(order);
        new RandomNumbers(null, $"shuffle/{epoch}").Shuffle(order);
    }

    public override bool Next(BatchArrays batch)
    {
        if (at >= order.Length)
            return false;
        ReadOnlySpan<int> rows = order.AsSpan(at, Math.Min(batchSize, order.Length - at));
        at += rows.Length;
        Gather(batch.X, x, rows);
        Gather(batch.Y, y, rows);
        Gather(batch.Weights, weights, rows);
        return true;
    }

    private void Gather(BatchArray?[] slots, ReadOnlySpan<TensorData?> data, ReadOnlySpan<int> rows)
    {
        for (int i = 0; i < data.Length; i++)
        {
            if (data[i] is { } array)
                BatchArrays.Fill(slots, i, array, rows, all: false, Math.Min(batchSize, order.Length));
            else
                slots[i] = null;                       // the call before may have had weights
        }
    }
}

/// <summary>A stream of batches, which may be endless.</summary>
internal sealed class StreamSource(
    IEnumerable<Batch> batches, int? steps, Func<Batch, (TensorData[] X, TensorData?[] Y, TensorData?[] Weights)> resolve)
    : BatchSource, IDisposable
{
    private IEnumerator<Batch>? enumerator;
    private int done;

    public override int? Steps => steps;

    public override long? Samples => null;

    // With a number of steps the stream goes on where the last epoch ended; otherwise each epoch reads it from the start.
    public override void Begin(int epoch)
    {
        done = 0;
        if (steps is null || enumerator is null)
        {
            enumerator?.Dispose();
            enumerator = batches.GetEnumerator();
        }
    }

    public override bool Next(BatchArrays batch)
    {
        if (done == steps || !enumerator!.MoveNext())
            return false;
        done++;
        (TensorData[] x, TensorData?[] y, TensorData?[] weights) = resolve(enumerator.Current);
        Copy(batch.X, x);
        Copy(batch.Y, y);
        Copy(batch.Weights, weights);
        return true;
    }

    public void Dispose() => enumerator?.Dispose();

    private static void Copy(BatchArray?[] slots, ReadOnlySpan<TensorData?> data)
    {
        for (int i = 0; i < data.Length; i++)
        {
            if (data[i] is { } array)
                BatchArrays.Fill(slots, i, array, [], all: true, (int)array.Dims[0]);
            else
                slots[i] = null;                       // the batch before may have had weights
        }
    }
}
