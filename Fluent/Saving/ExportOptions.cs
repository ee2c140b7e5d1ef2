using System.Collections.Immutable;
using OnnxEmit;

namespace Fluent;

/// <summary>How a model is written for other runtimes.</summary>
public sealed record ExportOptions
{
    private const int OldestOpset = 13, NewestOpset = 23, OldestIr = 7, NewestIr = 13;

    /// <summary>
    /// The version of ONNX's operator set, 13 to 23. Default 18: what runtimes support most widely. Newer operators are written in those
    /// that the version has; where there is no such form, writing tells which operator needs which version.
    /// </summary>
    /// <exception cref="FluentException">It is outside that range.</exception>
    public int Opset
    {
        get;
        init => field = value is >= OldestOpset and <= NewestOpset ? value
            : throw new FluentException("ExportOptions", $"an opset of {OldestOpset} to {NewestOpset}", $"{value}");
    } = OnnxModel.DefaultOpset;

    /// <summary>The version of the file format, 7 to 13. Default the one that came with <see cref="Opset"/>: 8 for opset 18.</summary>
    /// <exception cref="FluentException">It is outside that range.</exception>
    public int? IrVersion
    {
        get;
        init => field = value is null or (>= OldestIr and <= NewestIr) ? value
            : throw new FluentException("ExportOptions", $"an IR version of {OldestIr} to {NewestIr}", $"{value}");
    }

    /// <summary>
    /// Whether weights of 256 numbers and more are kept in half precision: the file becomes half as long, and what is computed stays in
    /// single precision. Default false.
    /// </summary>
    public bool HalfWeights { get; init; }

    /// <summary>Notes for the file's metadata. Default none.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>
    /// Whether documentation and notes of an imported model are written, and the names of the program and its version. Default true. Names
    /// of values and <see cref="Metadata"/> stay.
    /// </summary>
    public bool KeepNotes { get; init; } = true;

    /// <summary>
    /// Up to how many bytes of weights stand in the file itself; larger models have them beside it. Default 2,000,000,000.
    /// </summary>
    public long LargestInside { get; init; } = 2_000_000_000;
}
