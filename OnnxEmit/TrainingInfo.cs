using System.Collections.Immutable;

namespace OnnxEmit;

/// <summary>How a file says its model is trained: ONNX's <c>training_info</c>. Kept, not used here.</summary>
/// <param name="Initialization">The graph that makes the first weights; null where there is none.</param>
/// <param name="Algorithm">The graph of one step, which may capture values of the model's graph; null where there is none.</param>
public sealed record TrainingInfo(Graph? Initialization, Graph? Algorithm)
{
    /// <summary>Which initializer is set to which output of <see cref="Initialization"/>, by name.</summary>
    public IReadOnlyDictionary<string, string> InitializationBinding { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Which initializer is set to which output of <see cref="Algorithm"/>, by name.</summary>
    public IReadOnlyDictionary<string, string> UpdateBinding { get; init; } = ImmutableDictionary<string, string>.Empty;
}
