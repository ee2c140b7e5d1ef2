using Fluent;

namespace MLNetAdapter;

/// <summary>How a network is trained on the rows of an <see cref="Microsoft.ML.IDataView"/>. Immutable; safe to share.</summary>
public sealed record FluentTrainingOptions
{
    /// <summary>How often the data are gone through, at least 1; each time they are read anew. Default: 10.</summary>
    public int Epochs
    {
        get;
        init => field = AtLeast(1, value, nameof(Epochs));
    } = 10;

    /// <summary>How many rows make a step, at least 1. Default: 32, as in Keras.</summary>
    public int BatchSize
    {
        get;
        init => field = AtLeast(1, value, nameof(BatchSize));
    } = 32;

    /// <summary>
    /// How many rows are held to shuffle them: each row that is read takes the place of a random one of those. 0 keeps the order of the
    /// data. Default: 10,000, which holds small data whole and takes 40 KB a float column otherwise.
    /// </summary>
    public int ShuffleRows
    {
        get;
        init => field = AtLeast(0, value, nameof(ShuffleRows));
    } = 10_000;

    /// <summary>
    /// What the first weights, dropout and the order of the rows depend on. Default: <c>null</c>, a number from the seed of the
    /// <c>MLContext</c>: equal contexts give equal networks.
    /// </summary>
    public int? Seed { get; init; }

    /// <summary>
    /// Makes the optimizer of a training, for each one anew. Default: <c>null</c>, the optimizer that the model was compiled with, Adam
    /// with its defaults otherwise.
    /// </summary>
    public Func<Optimizer>? Optimizer { get; init; }

    /// <summary>
    /// After how many epochs without a better loss training ends and the best weights come back, at least 1; the loss of the validation
    /// data where there are some. Default: <c>null</c>, never.
    /// </summary>
    public int? Patience
    {
        get;
        init => field = value is { } patience ? AtLeast(1, patience, nameof(Patience)) : null;
    }

    /// <summary>
    /// What is printed to the console: 0 nothing, 1 a live line an epoch, 2 a line an epoch. Default: 0, as ML.NET's trainers; every epoch
    /// is written to the log of the <c>MLContext</c> in any case.
    /// </summary>
    public int Verbose { get; init; }

    /// <summary>Makes what looks on and steps in, for each training anew. Default: nothing.</summary>
    public Func<IEnumerable<Callback>>? Callbacks { get; init; }

    /// <summary>How the trained network is run. Default: 32 rows a run, on the processor.</summary>
    public FluentOptions Scoring { get; init; } = FluentOptions.Default;

    /// <summary>Where the network trains. Default: <see cref="Fluent.Device.Cpu"/>.</summary>
    public Device Device { get; init; } = Device.Cpu;

    /// <summary>Ends training between two steps with an <see cref="OperationCanceledException"/>. Default: none.</summary>
    public CancellationToken Cancellation { get; init; }

    internal static FluentTrainingOptions Default { get; } = new();

    private static int AtLeast(int least, int value, string name) => value >= least
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"Training expects {least} or more.");
}
