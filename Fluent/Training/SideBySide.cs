using System.Runtime.ExceptionServices;

namespace Fluent;

/// <summary>
/// Does parts of the same work side by side, on the calling thread and on the thread pool's, and allocates nothing for it. Where the pool
/// has no thread free, the caller does all of them.
/// </summary>
internal sealed class SideBySide(int parts, Action<int> work) : IThreadPoolWorkItem
{
    private const int Spins = 35;                      // before it waits: parts end at nearly the same time
    private readonly object gate = new();
    private Exception? error;
    private int next = int.MaxValue / 2;               // none to be had before the first run
    private int left, sent;                            // parts that have not ended; calls that the pool has not begun

    /// <summary>Does all parts; what one of them throws is thrown when all have ended.</summary>
    public void Run()
    {
        (error, left) = (null, parts);
        Volatile.Write(ref next, 0);                   // the last: a thread that the pool sent late for the parts before may begin here
        for (int i = Volatile.Read(ref sent); i < parts - 1; i++)
        {
            Interlocked.Increment(ref sent);
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }

        DoParts();
        Wait();
        if (error is not null)
            ExceptionDispatchInfo.Throw(error);
    }

    /// <summary>Does parts until none is left.</summary>
    public void Execute()
    {
        Interlocked.Decrement(ref sent);
        DoParts();
    }

    private void DoParts()
    {
        for (int part = Next(); part < parts; part = Next())
        {
            try
            {
                work(part);
            }
#pragma warning disable CA1031 // It is thrown by the thread that waits.
            catch (Exception e)
            {
                Interlocked.CompareExchange(ref error, e, null);
            }
#pragma warning restore CA1031
            finally
            {
                if (Interlocked.Decrement(ref left) == 0)
                {
                    lock (gate)
                        Monitor.PulseAll(gate);
                }
            }
        }
    }

    // An event would allocate when it is first waited for in earnest.
    private void Wait()
    {
        SpinWait spin = default;
        while (Volatile.Read(ref left) > 0 && spin.Count < Spins)
            spin.SpinOnce(sleep1Threshold: -1);
        lock (gate)
        {
            while (Volatile.Read(ref left) > 0)
                Monitor.Wait(gate);
        }
    }

    private int Next() => Interlocked.Increment(ref next) - 1;
}
