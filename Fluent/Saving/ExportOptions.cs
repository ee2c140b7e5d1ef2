using System.Collections.Immutable;
using OnnxEmit;

namespace Fluent;

/// <summary>How a model is written for other runtimes.</summary>
public sealed record ExportOptions
{
    /// <summary>The version of ONNX's operator set. Default 18: what runtimes support most widely; 20, 21 and 23 on request.</summary>
    public int Opset { get; init; } = OnnxModel.DefaultOpset;

    /// <summary>Notes for the file's metadata. Default none.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>
    /// Up to how many bytes of weights stand in the file itself; larger models have them beside it. Default 2,000,000,000.
    /// </summary>
    public long LargestInside { get; init; } = 2_000_000_000;
}
