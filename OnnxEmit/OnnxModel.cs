using System.Collections.Immutable;
using OnnxEmit.Protobuf;

namespace OnnxEmit;

/// <summary>A graph with what a file says about it: the operator sets that it uses, who made it, notes, functions.</summary>
/// <param name="graph">The graph.</param>
/// <remarks>Immutable; safe to share between threads.</remarks>
public sealed partial class OnnxModel(Graph graph)
{
    /// <summary>
    /// The version of <c>ai.onnx</c> that models are written for where nothing else is said: the newest that most runtimes take.
    /// </summary>
    public const int DefaultOpset = 18;

    /// <summary>The graph.</summary>
    public Graph Graph => graph;

    /// <summary>
    /// The version of each operator set that the graph uses; <c>ai.onnx</c> is the empty name. Missing sets are added on writing.
    /// </summary>
    public IReadOnlyDictionary<string, int> Opsets { get; init; } = ImmutableDictionary<string, int>.Empty.Add("", DefaultOpset);

    /// <summary>The version of <c>ai.onnx</c>; 18 by default, 0 where the model does not use it.</summary>
    public int Opset
    {
        get => Opsets.TryGetValue("", out int version) ? version : 0;
        init => Opsets = Opsets.ToImmutableDictionary().SetItem("", value);
    }

    /// <summary>The version of the file format; by default the one that came with <see cref="Opset"/>: 8 for opset 18, 10 for 21.</summary>
    public long IrVersion { get => field != 0 ? field : IrVersionOf(Opset); init; }

    /// <summary>The program that made the model.</summary>
    public string ProducerName { get; init; } = "OnnxEmit";

    /// <summary>The version of that program.</summary>
    public string ProducerVersion { get; init; } = "";

    /// <summary>A name in reverse DNS notation that tells whose model it is.</summary>
    public string Domain { get; init; } = "";

    /// <summary>The version of the model itself.</summary>
    public long ModelVersion { get; init; }

    /// <summary>Documentation.</summary>
    public string? DocString { get; init; }

    /// <summary>Notes.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Operators that the model defines itself.</summary>
    public ImmutableArray<Function> Functions { get; init; } = [];

    /// <summary>How the file says it is trained.</summary>
    public ImmutableArray<TrainingInfo> Training { get; init; } = [];

    /// <summary>The devices that the file knows: kept as they stand, nothing here reads them.</summary>
    internal ImmutableArray<ReadOnlyMemory<byte>> Devices { get; init; } = [];

    /// <summary>Reads a model from a file, which stays mapped as long as its tensors are in use.</summary>
    /// <param name="path">The file; external data may stand in its folder or below.</param>
    /// <exception cref="ModelFormatException">It cannot be read, or is not a sound model.</exception>
    public static OnnxModel Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return ModelReader.Read(path);
    }

    /// <summary>Reads a model from memory, whose slices its tensors are: it must not change while they are in use.</summary>
    /// <param name="bytes">The bytes of an <c>.onnx</c> file.</param>
    /// <param name="folder">Where external data may stand; without it, a model that has some is refused.</param>
    /// <exception cref="ModelFormatException">It is not a sound model.</exception>
    public static OnnxModel Load(ReadOnlyMemory<byte> bytes, string? folder = null) => ModelReader.Read(bytes, folder);

    /// <summary>Reads a model from a stream, to its end.</summary>
    /// <param name="stream">The bytes of an <c>.onnx</c> file; stays open.</param>
    /// <param name="folder">Where external data may stand; without it, a model that has some is refused.</param>
    /// <exception cref="ModelFormatException">It is not a sound model.</exception>
    public static OnnxModel Load(Stream stream, string? folder = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return ModelReader.Read(stream, folder);
    }

    /// <summary>
    /// The same model in the operators of today, as far as that is exact: nodes of earlier versions of <c>ai.onnx</c> become today's
    /// classes (attributes that became inputs, Upsample, the old Softmax), functions and the known branches of If stand in place of
    /// their calls, nodes that hold constants become initializers. Inputs, outputs and values keep their names and what they compute.
    /// </summary>
    /// <remarks>
    /// Differentiation wants it; reading and writing never convert. What has no class stays as it stands. The opset is 18, or the later
    /// one that the model has or an operator needs; an earlier one where a node stays that means something else by then, and where other
    /// nodes do not let it, the model cannot be written. Inputs of files before version 4 of the format that have data become
    /// constants, which they were; what the file says of its training is left out.
    /// </remarks>
    /// <returns>Another model; this one stays as it is.</returns>
    /// <exception cref="ModelFormatException">Functions call each other more than 64 deep, or compute more than 1,000,000
    /// operators.</exception>
    public OnnxModel Upgrade() => Upgrader.Apply(this);

    /// <summary>The model as the bytes of an <c>.onnx</c> file.</summary>
    /// <exception cref="OperatorException">An operator does not exist in the operator set's version.</exception>
    /// <exception cref="ModelFormatException">Inputs or outputs share a name, or the model has 2 GB or more.</exception>
    public byte[] ToBytes() => ModelWriter.ToBytes(this);

    /// <summary>Writes the model as an <c>.onnx</c> file.</summary>
    /// <param name="stream">Where to; stays open.</param>
    /// <exception cref="OperatorException">An operator does not exist in the operator set's version.</exception>
    /// <exception cref="ModelFormatException">Inputs or outputs share a name, or the model has 2 GB or more.</exception>
    public void Write(Stream stream) => ModelWriter.Write(this, stream);

    /// <summary>
    /// Adds notes behind a model that is already written, whatever wrote it: parts of the format add up, and of equal keys the last counts.
    /// </summary>
    /// <param name="stream">Where the model was written to; stands at its end, and stays open.</param>
    /// <param name="notes">The notes.</param>
    public static void AppendMetadata(Stream stream, IReadOnlyDictionary<string, string> notes)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(notes);
        ModelWriter.AppendMetadata(stream, notes);
    }

    /// <summary>
    /// Saves the model to a file: written beside it and renamed, so that a failure leaves what was there. Where its tensors take more than
    /// <paramref name="largestInside"/>, those of 1 kB and more go to a second file beside it, named after it with <c>.data</c> added.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="largestInside">How many bytes of tensors the file itself may hold; a file of 2 GB could not be read.</param>
    /// <exception cref="OperatorException">An operator does not exist in the operator set's version.</exception>
    /// <exception cref="ModelFormatException">Inputs or outputs share a name, or the path cannot be written to.</exception>
    public void Save(string path, long largestInside = 2_000_000_000)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ModelFile.Save(this, path, largestInside);
    }

    private static int IrVersionOf(int opset) => opset switch
    {
        <= 8 => 3,
        9 => 4,
        10 => 5,
        11 => 6,
        <= 14 => 7,
        <= 18 => 8,
        <= 20 => 9,
        <= 22 => 10,
        23 => 11,
        24 => 12,
        _ => 13,
    };
}
