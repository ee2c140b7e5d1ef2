using System.Collections.Concurrent;
using System.Diagnostics;

namespace MLNetAdapter;

/// <summary>
/// Blocks whose run nobody has begun, for those who run them: a number of the pool's threads, and the cursor's own while it would wait.
/// </summary>
internal sealed class RunQueue(int threads) : IThreadPoolWorkItem
{
    // A sleeping thread comes back only after tens of microseconds, a cursor with the next block mostly before that.
    private static readonly TimeSpan Patience = TimeSpan.FromMicroseconds(50);

    private readonly ConcurrentQueue<BlockRun> blocks = [];
    private int working;

    public void Add(BlockRun run)
    {
        run.Offer();
        blocks.Enqueue(run);
        if (TryBegin())
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    /// <summary>Runs the first block that nobody has begun, or returns false where there is none.</summary>
    public bool TryRun()
    {
        while (blocks.TryDequeue(out BlockRun? run))
        {
            if (run.TryRun())
            {
                return true;
            }
        }

        return false;
    }

    void IThreadPoolWorkItem.Execute()
    {
        do
        {
            while (TryRun() || IsSoonThere())
            {
            }

            Interlocked.Decrement(ref working);
        }
        while (!blocks.IsEmpty && TryBegin());          // what was added after the last look
    }

    private bool IsSoonThere()
    {
        SpinWait spin = default;
        for (long start = Stopwatch.GetTimestamp(); blocks.IsEmpty; spin.SpinOnce(sleep1Threshold: -1))
        {
            if (Stopwatch.GetElapsedTime(start) > Patience)
            {
                return false;
            }
        }

        return true;
    }

    private bool TryBegin()
    {
        // Never more than allowed, even for a moment: a thread that ends would believe that another is at work.
        for (int now = Volatile.Read(ref working); now < threads; now = Volatile.Read(ref working))
        {
            if (Interlocked.CompareExchange(ref working, now + 1, now) == now)
            {
                return true;
            }
        }

        return false;
    }
}
