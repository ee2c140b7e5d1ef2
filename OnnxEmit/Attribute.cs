namespace OnnxEmit;

/// <summary>A named constant of an operator.</summary>
/// <param name="Name">The name, as ONNX spells it.</param>
/// <param name="Value">
/// <see cref="long"/>, <see cref="float"/>, <see cref="string"/> (or <c>byte[]</c> where it is not UTF-8),
/// <see cref="TensorData"/>, <see cref="SparseTensorData"/>, <see cref="Graph"/>, <see cref="OnnxType"/>, an array of these (not to be
/// changed), or <see cref="AttributeReference"/>.
/// </param>
public sealed record Attribute(string Name, object Value)
{
    /// <summary>Documentation that the file carries for it.</summary>
    public string? DocString { get; init; }

    /// <summary>Whether two attributes mean the same: arrays by their items, tensors by their content.</summary>
    public bool Equals(Attribute? other) => other is not null && Name == other.Name && Same(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    private static bool Same(object a, object b) => (a, b) switch
    {
        (long[] x, long[] y) => x.AsSpan().SequenceEqual(y),
        (float[] x, float[] y) => x.AsSpan().SequenceEqual(y),
        (string[] x, string[] y) => x.AsSpan().SequenceEqual(y),
        (byte[] x, byte[] y) => x.AsSpan().SequenceEqual(y),
        _ => a.Equals(b),
    };
}

/// <summary>Inside a function: the attribute of the calling node whose value this one takes.</summary>
/// <param name="Name">The caller's attribute.</param>
/// <param name="Type">The attribute type, as ONNX's <c>AttributeProto.AttributeType</c> numbers it.</param>
public sealed record AttributeReference(string Name, int Type);
