using Fluent;

namespace MLNetAdapter;

/// <summary>How a model is run over the rows of an <see cref="Microsoft.ML.IDataView"/>. Immutable; safe to share.</summary>
public sealed record FluentOptions
{
    /// <summary>
    /// How many rows one run of the model takes, at least 1. Default: 32, where small dense and convolutional networks both measure best;
    /// the first row waits for that many rows to be read, and a cursor holds that many rows in memory. Models whose inputs or outputs do
    /// not start with a symbolic dimension always run row by row, as does a prediction engine.
    /// </summary>
    public int BatchSize
    {
        get;
        init => field = value > 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(BatchSize), value, "A batch expects at least 1 row.");
    } = 32;

    /// <summary>
    /// How many batches of a cursor are run ahead at once, on threads of the pool and in one session, at least 1. Default: <c>null</c>, as
    /// many as there are cores (2 on a GPU) where a run takes longer than handing it over, 25 µs by the first three runs, else 1. A cursor
    /// holds one batch more than that. Rows are served in order; what runs ahead is only what follows rows whose results were read.
    /// </summary>
    public int? BlocksInFlight
    {
        get;
        init => field = value is null or > 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(BlocksInFlight), value, "A cursor expects at least 1 block in flight.");
    }

    /// <summary>
    /// Where the model runs. Default: <see cref="Fluent.Device.Cpu"/>, so that a pipeline gives the same numbers on every machine.
    /// </summary>
    public Device Device { get; init; } = Device.Cpu;

    /// <summary>
    /// Threads that share the work of one operator, at least 1. Default: <c>null</c>, 1 where blocks are in flight, as blocks side by side
    /// use the cores better than operators that wait for each other; ONNX Runtime's choice of one a physical core where <see
    /// cref="BlocksInFlight"/> is 1. Set more where a prediction engine shall answer single rows of a large model sooner.
    /// </summary>
    public int? IntraOpThreads
    {
        get;
        init => field = value is null or > 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(IntraOpThreads), value, "An operator expects at least 1 thread.");
    }

    /// <summary>
    /// Whether <c>Fit</c> reads the first three rows and scores them singly and together. Default: <c>true</c>: a model in which one
    /// row's result depends on the others of its batch (batch normalization left in training mode, a mean over the batch) would otherwise
    /// silently give numbers that depend on <see cref="BatchSize"/>. Nothing is read where <see cref="BatchSize"/> is 1 or the model runs
    /// row by row.
    /// </summary>
    public bool CheckRows { get; init; } = true;

    /// <summary>Ends a run between two operators with an <see cref="OperationCanceledException"/>. Default: none.</summary>
    public CancellationToken Cancellation { get; init; }

    internal static FluentOptions Default { get; } = new();

    internal SessionSettings Settings(string? externalDataFolder) => new()
    {
        Device = Device,
        IntraOpThreads = IntraOpThreads ?? (Device.Equals(Device.Cpu) && (BlocksInFlight ?? Environment.ProcessorCount) > 1 ? 1 : null),
        ExternalDataFolder = externalDataFolder,
    };
}
