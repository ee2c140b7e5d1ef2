namespace OnnxEmit.Protobuf;

/// <summary>What a file says of a value.</summary>
internal sealed record ValueFacts(OnnxType? Type, string[]? Remarks, string? DocString, IReadOnlyDictionary<string, string> Metadata)
{
    public static ValueFacts Of(ValueInfoProto info) =>
        new(TypeFormat.Read(info.Type), TypeRemarks.Read(info.Type), Notes.Text(info.DocString), Notes.Read(info.MetadataProps));

    /// <summary>Says so of the value, but for its type, which depends on what can be inferred.</summary>
    public void Describe(Value value) => (value.Remarks, value.DocString, value.Metadata) = (Remarks, DocString, Metadata);
}
