using Google.Protobuf;
using Google.Protobuf.Collections;
using OnnxEmit.Protobuf;

namespace OnnxEmit.Tests.Protobuf;

/// <summary>A value of a case's data file: a tensor, a list of them, or nothing.</summary>
/// <param name="Tensors">The tensor, or the list's; null for an absent optional.</param>
/// <param name="IsSequence">Whether it is a list.</param>
internal sealed record CaseValue(TensorData[]? Tensors, bool IsSequence)
{
    /// <summary>Whether there is nothing to feed.</summary>
    public bool IsEmpty => Tensors is null || (IsSequence && Tensors.Length == 0);

    /// <summary>Reads a data file, whose kind only the model's signature tells.</summary>
    public static CaseValue Read(byte[] file, OnnxType? type) => type switch
    {
        SequenceType => Sequence(SequenceProto.Parser.ParseFrom(file)),
        OptionalType => Optional(OptionalProto.Parser.ParseFrom(file)),
        _ => new(Load([TensorProto.Parser.ParseFrom(file)]), IsSequence: false),
    };

    private static CaseValue Sequence(SequenceProto proto) => new(Load(proto.TensorValues), IsSequence: true);

    private static CaseValue Optional(OptionalProto proto) =>
        proto.TensorValue is not null ? new(Load([proto.TensorValue]), IsSequence: false)
        : proto.SequenceValue is not null ? Sequence(proto.SequenceValue)
        : new(null, IsSequence: false);

    // Through the reader under test: what it gets wrong, no output equals.
    private static TensorData[] Load(RepeatedField<TensorProto> tensors)
    {
        GraphProto graph = new();
        for (int i = 0; i < tensors.Count; i++)
        {
            tensors[i].Name = $"t{i}";
            graph.Initializer.Add(tensors[i]);
            graph.Output.Add(new ValueInfoProto { Name = $"t{i}" });
        }

        return [.. OnnxModel.Load(new ModelProto { Graph = graph }.ToByteArray()).Graph.Outputs.Select(output => output.Data!)];
    }
}
