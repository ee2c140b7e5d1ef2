namespace OnnxEmit.Operators;

/// <summary>Which elements a padded axis repeats.</summary>
internal static class PadRuns
{
    /// <summary>The stretches of an axis, from its first place to its last.</summary>
    public static IEnumerable<PadRun> Of(string mode, long length, long before, long after)
    {
        long total = before + length + after;
        for (long start = 0, end; start < total; start = end)
        {
            long first = Source(start);
            int step = start + 1 < total ? (int)(Source(start + 1) - first) : 1;
            if (step is not (1 or -1 or 0))
                step = 1;                              // a jump: this place stands alone
            end = start + 1;
            while (end < total && Source(end) == first + (step * (end - start)))
                end++;
            yield return new(start, end, step < 0 ? first - (end - start - 1) : first, step);
        }

        long Source(long place)
        {
            long from = place - before;
            if (mode == "edge")
                return System.Math.Clamp(from, 0, length - 1);
            if (mode == "wrap")
                return ((from % length) + length) % length;
            long period = System.Math.Max(1, 2 * (length - 1)), at = ((from % period) + period) % period;
            return at < length ? at : period - at;
        }
    }
}

/// <summary>A stretch of a padded axis, places <c>Start</c> to before <c>End</c>, that repeats neighbouring elements.</summary>
/// <param name="Start">The first place in the padded axis.</param>
/// <param name="End">The place after the last.</param>
/// <param name="To">The lowest element that it repeats.</param>
/// <param name="Step">1 in order, −1 backwards, 0 all the same element.</param>
internal readonly record struct PadRun(long Start, long End, long To, int Step);
