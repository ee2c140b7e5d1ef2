using System.Collections.Concurrent;
using System.Diagnostics;
using Testing;

namespace Fuzz;

/// <summary>Many mutants, on all processors. A mutant depends on the seed and its number alone.</summary>
/// <param name="seed">The seed.</param>
/// <param name="say">Where progress and failures go.</param>
internal sealed class Campaign(int seed, Action<string> say)
{
    private const int StackSize = 1 << 20;             // what Windows gives a thread: the least that there is
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(60);
    private readonly ConcurrentQueue<string> failures = [];
    private int next, done, read, gradients;

    /// <summary>What went wrong, a text for each mutant.</summary>
    public IReadOnlyCollection<string> Failures => failures;

    /// <summary>Tries mutants.</summary>
    /// <param name="count">How many.</param>
    /// <param name="first">The number of the first.</param>
    /// <returns>The summary, a line.</returns>
    public string Run(int count, int first = 0)
    {
        using Corpus corpus = new();
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder / "data.bin", new byte[4096]);
        long start = Stopwatch.GetTimestamp();
        next = first;
        Worker[] workers = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Worker())];
        foreach (Worker worker in workers)
            new Thread(() => Work(worker, new Mutator(corpus), folder.Path, first + count), StackSize) { IsBackground = true }.Start();
        for (int said = 0; !Array.TrueForAll(workers, worker => worker.IsDone); Thread.Sleep(20))
        {
            if (Array.Find(workers, worker => !worker.IsDone && Stopwatch.GetElapsedTime(worker.Start) > Hang) is { } hanging)
            {
                Fail(hanging.Mutant, $"not done after {Hang.TotalSeconds} seconds");
                break;                                 // nothing ends a thread
            }

            if (done >= said + Math.Max(1000, count / 20))
                say($"{said = done:N0} mutants, {read:N0} read, {failures.Count} failures, " +
                    $"{Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s");
        }

        return $"fuzz: {done:N0} mutants of {corpus.Count:N0} models (seed {seed}), {read:N0} read, {done - read:N0} refused, " +
            $"{gradients:N0} gradients derived, {failures.Count} failures";
    }

    private void Work(Worker worker, Mutator mutator, string folder, int end)
    {
        for (int mutant; (mutant = Interlocked.Increment(ref next) - 1) < end;)
        {
            (worker.Mutant, worker.Start) = (mutant, Stopwatch.GetTimestamp());
            byte[] file = mutator.Mutant(new(unchecked((seed * 1_000_003) + mutant)));
            Trial trial = new Trial(file, folder).Run();
            if (trial.Failure is not null)             // other programs and the first call of each method take their time as well
                trial = new Trial(file, folder).Run();
            if (trial.Failure is { } failure)
                Fail(mutant, failure);
            Interlocked.Add(ref read, trial.IsRead ? 1 : 0);
            Interlocked.Add(ref gradients, trial.Gradients);
            Interlocked.Increment(ref done);
        }

        worker.IsDone = true;
    }

    private void Fail(int mutant, string failure)
    {
        failures.Enqueue($"mutant {mutant} of seed {seed}: {failure}");
        say($"mutant {mutant} of seed {seed}: {failure}");
    }

    private sealed class Worker
    {
        public int Mutant { get; set; }

        public long Start { get; set; } = Stopwatch.GetTimestamp();

        public volatile bool IsDone;
    }
}
