using System.Diagnostics;

namespace Benchmarks;

/// <summary>Clocks: medians of what is measured alternately, so that what else the machine does hits all alike.</summary>
internal static class Timing
{
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>How long an action takes, in milliseconds.</summary>
    public static double Milliseconds(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>
    /// Runs an action for a while: the compiler at run time is then done with counting what it calls, which a first run of a short one is
    /// mostly slowed by.
    /// </summary>
    public static void WarmUp(Action action, double seconds = 1)
    {
        long start = Stopwatch.GetTimestamp();
        do
        {
            action();
        }
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < seconds);
    }

    /// <summary>
    /// How much longer ten times the work takes at once than in ten parts, times ten: 10 where the time grows with the work alone. Time of
    /// the processors, which other programs lengthen less; both sides allocate as much, so that both wait for the collector.
    /// </summary>
    /// <param name="rounds">
    /// How often both are measured, one right after the other, so that what slows the machine for a while slows both; the medians count.
    /// </param>
    /// <param name="run">Does the work of a size.</param>
    /// <param name="small">The size of a part.</param>
    /// <returns>Milliseconds of a part and of the whole, and how many times longer the whole of a round takes than a part of it.</returns>
    public static (double Part, double Whole, double Ratio) Growth(int rounds, Action<int> run, int small)
    {
        List<double> parts = [], wholes = [];
        WarmUp(() => run(small), seconds: 3);          // until the compiler, which works beside the program, takes no more processor time
        for (int round = 0; round <= rounds; round++)
        {
            GC.Collect();
            double part = ProcessorMilliseconds(() =>
            {
                for (int i = 0; i < 10; i++)
                    run(small);
            }) / 10;
            GC.Collect();
            double whole = ProcessorMilliseconds(() => run(10 * small));
            if (round > 0)
            {
                parts.Add(part);
                wholes.Add(whole);
            }
        }

        return (Median(parts), Median(wholes), Median(wholes.Zip(parts, (whole, part) => whole / part)));
    }

    /// <summary>
    /// How long all processors together work for an action, in milliseconds: the time of one thread, whatever else the machine does.
    /// </summary>
    public static double ProcessorMilliseconds(Action action)
    {
        TimeSpan start = Environment.CpuUsage.TotalTime;
        action();
        return (Environment.CpuUsage.TotalTime - start).TotalMilliseconds;
    }

    /// <summary>The median times of several actions in milliseconds, run in turn; the first round only warms up.</summary>
    public static double[] Alternate(int rounds, params Action[] actions) => Alternate(Milliseconds, rounds, actions);

    /// <summary>The medians of what a clock measures of several actions, run in turn; the first round only warms up.</summary>
    public static double[] Alternate(Func<Action, double> clock, int rounds, params Action[] actions)
    {
        List<double>[] times = [.. actions.Select(_ => new List<double>())];
        for (int round = 0; round <= rounds; round++)
        {
            for (int i = 0; i < actions.Length; i++)
            {
                GC.Collect();
                double time = clock(actions[(i + round) % actions.Length]);
                if (round > 0)
                    times[(i + round) % actions.Length].Add(time);
            }
        }

        return [.. times.Select(Median)];
    }
}
