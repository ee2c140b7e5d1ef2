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
    /// How many batches of a cursor are read ahead and run, in one session, by as many threads as there are cores: those of the pool and
    /// the cursor's own; at least 1. Default: <c>null</c>, two more than there are cores (2 on a GPU) where a run takes longer than handing
    /// it over, 25 µs by the first three runs, else 1. A cursor holds one batch more than that. Rows are served in order; what runs ahead
    /// is only what follows rows whose results were read.
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

    /// <summary>
    /// Whether outputs of one value a row (<c>[N]</c>, <c>[N, 1]</c>) become columns of single values, as ML.NET's evaluators expect a
    /// regression's score. Default: <c>false</c>, vectors of ML.NET's own shape for them, which a saved pipeline keeps wherever it is
    /// loaded; with <c>true</c> it has scalars where <c>LoadFluent</c> or <see cref="FluentModel.Upgrade"/> opens it.
    /// </summary>
    public bool ScalarOutputs { get; init; }

    /// <summary>The classes that a column of scores stands for. Default: <c>null</c>, none, and no predicted label.</summary>
    public ClassOptions? Classes { get; init; }

    /// <summary>How columns of images become tensors. Default: cropped to the tensor's size, red, green and blue from 0 to 255.</summary>
    public ImageOptions Images { get; init; } = ImageOptions.Default;

    /// <summary>
    /// From the name of a tensor to the sizes of one row, without the batch: for tensors of several open sizes where the column's type
    /// does not tell them. Default: <c>null</c>, none; one open size follows from the number of values.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<int>>? Shapes { get; init; }

    /// <summary>Ends a run between two operators with an <see cref="OperationCanceledException"/>. Default: none.</summary>
    public CancellationToken Cancellation { get; init; }

    internal static FluentOptions Default { get; } = new();

    internal SessionSettings Settings(string? externalDataFolder) => new()
    {
        Device = Device,
        IntraOpThreads = IntraOpThreads ?? (Device == Device.Cpu && (BlocksInFlight ?? Pace.Default) > 1 ? 1 : null),
        ExternalDataFolder = externalDataFolder,
    };
}
