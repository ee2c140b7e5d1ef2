namespace Fluent;

/// <summary>How a <see cref="Session"/> is opened.</summary>
internal sealed record SessionSettings
{
    /// <summary>The processor, for inference, ONNX Runtime's own number of threads.</summary>
    public static SessionSettings Default { get; } = new();

    /// <summary>Where the model runs. Default: <see cref="Device.Cpu"/>.</summary>
    public Device Device { get; init; } = Device.Cpu;

    /// <summary>
    /// Whether the graph is a training step. Default: <c>false</c>. Training takes ORT_ENABLE_EXTENDED, which measures faster than
    /// ORT_ENABLE_ALL on gradient graphs (no layout changes around Resize), and treats denormals as zero: vanishing gradients otherwise
    /// slow some processors down.
    /// </summary>
    public bool Training { get; init; }

    /// <summary>Threads that share one operator's work. Default: <c>null</c>, ONNX Runtime's choice: one a physical core.</summary>
    public int? IntraOpThreads { get; init; }

    /// <summary>Where a model given as bytes finds its external data. Default: <c>null</c>, it has none.</summary>
    public string? ExternalDataFolder { get; init; }
}
