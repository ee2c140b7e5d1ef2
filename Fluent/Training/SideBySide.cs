using System.Runtime.ExceptionServices;

namespace Fluent;

/// <summary>
/// Does parts of the same work side by side, on the calling thread and on the thread pool's, and allocates nothing for it. Where the pool
/// has no thread free, the caller does all of them.
/// </summary>
internal sealed class SideBySide(int parts, Action<int> work) : IThreadPoolWorkItem, IDisposable
{
    private readonly ManualResetEventSlim done = new();
    private Exception? error;
    private int next = int.MaxValue / 2;               // none to be had before the first run
    private int left;

    /// <summary>Does all parts; what one of them throws is thrown when all have ended.</summary>
    public void Run()
    {
        (error, left) = (null, parts);
        done.Reset();
        Volatile.Write(ref next, 0);                   // the last: a thread that the pool sent late for the parts before may begin here
        for (int i = 1; i < parts; i++)
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        Execute();
        done.Wait();
        if (error is not null)
            ExceptionDispatchInfo.Throw(error);
    }

    /// <summary>Does parts until none is left.</summary>
    public void Execute()
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
                    done.Set();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => done.Dispose();

    private int Next() => Interlocked.Increment(ref next) - 1;
}
