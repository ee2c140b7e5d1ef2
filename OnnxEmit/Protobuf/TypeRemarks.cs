using System.Globalization;
using Google.Protobuf.Collections;

namespace OnnxEmit.Protobuf;

/// <summary>
/// What a file says of a type beyond the type: what it and its axes mean, and lengths in words of their own, such as <c>-1</c> and
/// <c>?</c>. A list in the order of the message: one text for each type inside another, and two for each axis, "" where there is
/// nothing to say.
/// </summary>
internal static class TypeRemarks
{
    private const char Number = 'n', Name = 'p';

    /// <summary>The remarks; null where there are none.</summary>
    public static string[]? Read(TypeProto? type)
    {
        List<string> remarks = [];
        for (; type is not null; type = Inner(type))
        {
            remarks.Add(type.Denotation);
            foreach (TensorShapeProto.Types.Dimension dim in Axes(type))
            {
                remarks.Add(dim.Denotation);
                remarks.Add(
                    IsPlain(dim) ? ""
                    : dim.HasDimValue ? string.Create(CultureInfo.InvariantCulture, $"{Number}{dim.DimValue}")
                    : Name + dim.DimParam);
            }
        }

        return remarks.Exists(remark => remark.Length > 0) ? [.. remarks] : null;
    }

    /// <summary>Adds the remarks to the type that they were read with.</summary>
    public static TypeProto Write(TypeProto whole, string[] remarks)
    {
        Queue<string> rest = new(remarks);
        for (TypeProto? type = whole; type is not null && rest.Count > 0; type = Inner(type))
        {
            if (rest.Dequeue() is { Length: > 0 } meaning)
                type.Denotation = meaning;
            foreach (TensorShapeProto.Types.Dimension dim in Axes(type))
            {
                if (rest.TryDequeue(out string? axis) && axis.Length > 0)
                    dim.Denotation = axis;
                if (!rest.TryDequeue(out string? length) || length.Length == 0)
                    continue;
                if (length[0] == Number)
                    dim.DimValue = long.Parse(length.AsSpan(1), CultureInfo.InvariantCulture);
                else
                    dim.DimParam = length[1..];
            }
        }

        return whole;
    }

    private static bool IsPlain(TensorShapeProto.Types.Dimension dim)
    {
        TensorShapeProto.Types.Dimension again = TypeFormat.Write(TypeFormat.Read(dim));
        return again.ValueCase == dim.ValueCase && again.DimValue == dim.DimValue && again.DimParam == dim.DimParam;
    }

    private static RepeatedField<TensorShapeProto.Types.Dimension> Axes(TypeProto type) =>
        (type.TensorType?.Shape ?? type.SparseTensorType?.Shape)?.Dim ?? [];

    private static TypeProto? Inner(TypeProto type) =>
        type.SequenceType?.ElemType ?? type.OptionalType?.ElemType ?? type.MapType?.ValueType;
}
