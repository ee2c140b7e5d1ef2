using System.Diagnostics;
using Fluent;

namespace MLNetAdapter;

/// <summary>
/// How many blocks of a cursor are in flight: as many as asked for, or enough for every core where handing a block to another thread
/// costs little beside its run.
/// </summary>
internal sealed class Pace(int? asked, ModelSource model)
{
    // Handing over costs a few microseconds.
    private static readonly TimeSpan WorthIt = TimeSpan.FromMicroseconds(25);

    private const int Samples = 3;

    private TimeSpan shortest = TimeSpan.MaxValue;
    private int samples;

    /// <summary>How many there can ever be.</summary>
    public int Most { get; } = asked ?? (model.Report.Got != Device.Cpu ? 2 : Default);

    /// <summary>On the processor: one for each core, and two so that no core waits while the cursor serves a block.</summary>
    public static int Default => Environment.ProcessorCount > 1 ? Environment.ProcessorCount + 2 : 1;

    public int InFlight => asked is not null || model.RunsLong ? Most : 1;

    /// <summary>Scores a row, and measures its block's run while that is not known. What is once found long, later cursors know.</summary>
    public int Measure(BlockRun run, int slot, long row)
    {
        if (asked is not null || samples == Samples || model.RunsLong)
        {
            return run.Score(slot, row);
        }

        long start = Stopwatch.GetTimestamp();
        int at = run.Score(slot, row);
        TimeSpan time = Stopwatch.GetElapsedTime(start);
        (samples, shortest) = (samples + 1, time < shortest ? time : shortest);
        model.RunsLong |= samples == Samples && shortest > WorthIt;
        return at;
    }
}
