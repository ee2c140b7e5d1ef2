using System.Diagnostics;
using Fluent;

namespace MLNetAdapter;

/// <summary>
/// How many blocks a cursor lets run ahead at once: as many as asked for, or as there are cores where handing a block to another thread
/// costs little beside its run.
/// </summary>
internal sealed class Pace(int? asked, DeviceReport device)
{
    // Handing over costs a few microseconds.
    private static readonly TimeSpan WorthIt = TimeSpan.FromMicroseconds(25);

    private const int Samples = 3;

    private TimeSpan shortest = TimeSpan.MaxValue;
    private int samples;

    /// <summary>How many there can ever be.</summary>
    public int Most { get; } = asked ?? (device.Got == Device.Cpu ? Environment.ProcessorCount : 2);

    public int InFlight => asked is not null || (samples == Samples && shortest > WorthIt) ? Most : 1;

    /// <summary>Scores a row, and measures its block's run while that is not known.</summary>
    public int Measure(BlockRun run, int slot, long row)
    {
        if (asked is not null || samples == Samples)
        {
            return run.Score(slot, row);
        }

        long start = Stopwatch.GetTimestamp();
        int at = run.Score(slot, row);
        TimeSpan time = Stopwatch.GetElapsedTime(start);
        (samples, shortest) = (samples + 1, time < shortest ? time : shortest);
        return at;
    }
}
