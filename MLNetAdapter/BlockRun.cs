using System.Runtime.ExceptionServices;
using Fluent;

namespace MLNetAdapter;

/// <summary>
/// The run of a block, which whoever comes first does: a thread of the pool that it was offered to, or the cursor's own that needs it.
/// </summary>
internal sealed class BlockRun(Block block) : IThreadPoolWorkItem, IDisposable
{
    private const int Offered = 1;
    private const int Taken = 2;

    // Needs no disposal: nobody asks for its handle.
    private readonly ManualResetEventSlim ended = new(initialState: true);
    private ExceptionDispatchInfo? error;
    private bool isOffered;
    private bool isSeparate;
    private int state = Taken;

    public Block Block => block;

    /// <summary>Whether there is nothing to wait for.</summary>
    public bool IsDone => !isOffered || ended.IsSet;

    /// <summary>Begins anew, without rows.</summary>
    public void Clear()
    {
        block.Clear();
        (isOffered, isSeparate, error) = (false, false, null);
    }

    /// <summary>Lets a thread of the pool do it, now that the rows are there.</summary>
    public void Offer()
    {
        isOffered = true;
        ended.Reset();
        Volatile.Write(ref state, Offered);
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>Does it, unless nobody was asked to or another thread does or did.</summary>
    public bool TryRun()
    {
        // Who was offered this block when it had other rows finds it taken, or takes it as it is now: both are right.
        if (Interlocked.CompareExchange(ref state, Taken, Offered) != Offered)
        {
            return false;
        }

        try
        {
            Run();
        }
        catch (Exception e)
        {
            error = ExceptionDispatchInfo.Capture(e);
        }
        finally
        {
            ended.Set();
        }

        return true;
    }

    /// <summary>Sees to the results of a row, number <paramref name="row"/> of all, and tells the slot that they are in.</summary>
    public int Score(int slot, long row)
    {
        if (isOffered)
        {
            ended.Wait();
            error?.Throw();
        }
        else if (!block.IsScored && !isSeparate)
        {
            Run();
        }

        if (!isSeparate)
        {
            return slot;
        }

        block.RunOne(slot, row);
        return 0;
    }

    void IThreadPoolWorkItem.Execute() => TryRun();

    public void Dispose()
    {
        if (isOffered && Interlocked.Exchange(ref state, Taken) != Offered)
        {
            ended.Wait();
        }

        block.Dispose();
    }

    private void Run()
    {
        try
        {
            block.Run();
        }
        catch (FluentTransformException e) when (e.InnerException is FluentRuntimeException)
        {
            // One of the rows is to blame: run by itself, each gives its own result or its own error.
            isSeparate = true;
        }
    }
}
