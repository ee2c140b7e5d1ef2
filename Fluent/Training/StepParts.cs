namespace Fluent;

/// <summary>
/// Into how many parts a batch is cut where its rows stay apart: a thread computes a part faster than threads share each operator's work.
/// </summary>
internal static class StepParts
{
    // Fewer rows would leave matrix products thin, and fewer numbers be computed before another thread is awake.
    private const int LeastRows = 16;
    private const long LeastNumbers = 1 << 18;

    /// <summary>The threads that a step may use.</summary>
    public static int Threads => Defaults.Threads ?? Environment.ProcessorCount;

    /// <summary>Whether a step runs on the processor: a GPU needs no parts.</summary>
    public static bool IsFor(Device device) => DeviceProbe.OfThisProgram.Resolve(device).Report.Got?.Kind is DeviceKind.Cpu;

    /// <summary>The number of parts, of equally many rows.</summary>
    /// <param name="rows">The rows of the batch.</param>
    /// <param name="numbers">How many numbers its forward pass computes.</param>
    /// <param name="weights">How many numbers the weights have: as many gradients are added for each part but one.</param>
    /// <param name="threads">The threads there are.</param>
    public static int Count(int rows, long numbers, long weights, int threads)
    {
        int most = (int)Math.Min(Math.Min(threads, rows / LeastRows), numbers / Math.Max(LeastNumbers, weights));
        while (most > 1 && rows % most != 0)
            most--;
        return Math.Max(most, 1);
    }
}
