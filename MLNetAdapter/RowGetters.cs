using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetAdapter;

/// <summary>What cursors and rows say when they are asked for the wrong thing.</summary>
internal static class RowGetters
{
    public static FluentTransformException Inactive(DataViewSchema.Column column) =>
        new("A getter", "a column that the cursor was opened with", $"'{column.Name}'");

    /// <summary>The getter as the type asked for.</summary>
    public static ValueGetter<TValue> Typed<TValue>(Delegate getter, DataViewSchema.Column column) => getter as ValueGetter<TValue>
        ?? throw new FluentTransformException(
            $"A getter of column '{column.Name}'", $"the type {Name(getter.GetType().GetGenericArguments()[0])}", Name(typeof(TValue)));

    private static string Name(Type type) => type.IsGenericType
        ? $"{type.Name[..type.Name.IndexOf('`')]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
        : type.Name;
}
