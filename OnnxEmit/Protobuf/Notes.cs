using System.Collections.Immutable;
using Google.Protobuf.Collections;

namespace OnnxEmit.Protobuf;

/// <summary>Pairs of text: metadata, bindings, operator sets.</summary>
internal static class Notes
{
    public static void Add(RepeatedField<StringStringEntryProto> target, IReadOnlyCollection<KeyValuePair<string, string>> notes)
    {
        if (notes.Count > 0)
            target.Add(notes.Select(note => new StringStringEntryProto { Key = note.Key, Value = note.Value }));
    }

    // By name, ai.onnx first: dictionaries that change by copying have an order of their own in each process.
    public static void Add(RepeatedField<OperatorSetIdProto> target, IEnumerable<KeyValuePair<string, int>> opsets) =>
        target.Add(opsets.OrderBy(opset => opset.Key, StringComparer.Ordinal)
            .Select(opset => new OperatorSetIdProto { Domain = opset.Key, Version = opset.Value }));

    /// <summary>The pairs in the file's order; of equal keys the last one counts.</summary>
    public static IReadOnlyDictionary<string, string> Read(RepeatedField<StringStringEntryProto> source)
    {
        if (source.Count == 0)
            return ImmutableDictionary<string, string>.Empty;
        Dictionary<string, string> notes = new(StringComparer.Ordinal);
        foreach (StringStringEntryProto entry in source)
            notes[entry.Key] = entry.Value;
        return notes;
    }

    /// <summary>A text to write; null, which leaves the field out, where there is none.</summary>
    public static string? Text(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
