namespace OnnxEmit;

/// <summary>The type of a <see cref="Value"/>: a tensor in all but a few operators.</summary>
public abstract record OnnxType;

/// <summary>A dense tensor.</summary>
/// <param name="ElementType">The type of its elements.</param>
/// <param name="Shape">Its axes; null where even their number is unknown.</param>
public sealed record TensorType(ElementType ElementType, Shape? Shape) : OnnxType
{
    /// <inheritdoc/>
    public override string ToString() => $"{ElementType}{Shape?.ToString() ?? "(…)"}";
}

/// <summary>A sparse tensor.</summary>
/// <param name="ElementType">The type of its elements.</param>
/// <param name="Shape">Its axes; null where unknown.</param>
public sealed record SparseTensorType(ElementType ElementType, Shape? Shape) : OnnxType;

/// <summary>A list of values of one type.</summary>
/// <param name="Element">The type of each; null where unknown.</param>
public sealed record SequenceType(OnnxType? Element) : OnnxType;

/// <summary>A value that may be absent.</summary>
/// <param name="Element">The type where it is present; null where unknown.</param>
public sealed record OptionalType(OnnxType? Element) : OnnxType;

/// <summary>A dictionary.</summary>
/// <param name="Key">An integer type or <see cref="ElementType.String"/>.</param>
/// <param name="Value">The type of each entry's value; null where unknown.</param>
public sealed record MapType(ElementType Key, OnnxType? Value) : OnnxType;

/// <summary>A type that only a custom operator knows.</summary>
/// <param name="Domain">Its operator set.</param>
/// <param name="Name">Its name.</param>
public sealed record OpaqueType(string Domain, string Name) : OnnxType;
