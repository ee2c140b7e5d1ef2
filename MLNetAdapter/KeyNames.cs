using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetAdapter;

/// <summary>What the keys of a column stand for, in their order.</summary>
internal abstract class KeyNames(PrimitiveDataViewType item)
{
    /// <summary>The annotation of a key column that has them.</summary>
    public const string KeyValues = "KeyValues";

    /// <summary>The annotation of a vector column that has its places' names.</summary>
    public const string SlotNames = "SlotNames";

    public PrimitiveDataViewType Item => item;

    public abstract int Count { get; }

    /// <summary>The values as text that says them exactly.</summary>
    public abstract string[] Texts { get; }

    /// <summary>Names given as text.</summary>
    public static KeyNames Of(IEnumerable<string> names) =>
        new KeyNames<ReadOnlyMemory<char>>(TextDataViewType.Instance, [.. names.Select(name => name.AsMemory())]);

    /// <summary>Values of a type, from their texts.</summary>
    public static KeyNames Parse(DataViewType item, IReadOnlyList<string> texts) => item is TextDataViewType
        ? Of(texts)
        : Create(item, nameof(KeyNames<>.Converted), texts);

    /// <summary>One value of a type, where only the type is known.</summary>
    public static KeyNames Unknown(DataViewType item) => Create(item, nameof(KeyNames<>.Blank), "");

    /// <summary>The values that a key column names, or <c>null</c> where it names none.</summary>
    public static KeyNames? From(DataViewSchema.Column label) =>
        label.Annotations.Schema.GetColumnOrNull(KeyValues)?.Type is VectorDataViewType { ItemType: { } item }
            ? Create(item, nameof(KeyNames<>.Read), label)
            : null;

    /// <summary>Adds them as key values.</summary>
    public abstract void AddTo(DataViewSchema.Annotations.Builder annotations);

    /// <summary>Adds them as the names of a vector's places.</summary>
    public void AddSlotsTo(DataViewSchema.Annotations.Builder annotations) =>
        ((KeyNames<ReadOnlyMemory<char>>)Of(Texts)).AddTo(annotations, SlotNames);

    private static KeyNames Create(DataViewType item, string method, object argument) =>
        (KeyNames)typeof(KeyNames<>).MakeGenericType(item.RawType).GetMethod(method)!.Invoke(null, [item, argument])!;
}

/// <summary>Key values of one type.</summary>
internal sealed class KeyNames<T>(PrimitiveDataViewType item, T[] values) : KeyNames(item)
{
    public override int Count => values.Length;

    public override string[] Texts => [.. values.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")];

    public static KeyNames<T> Read(DataViewType item, DataViewSchema.Column label)
    {
        VBuffer<T> buffer = default;
        label.Annotations.GetValue(KeyValues, ref buffer);
        return new((PrimitiveDataViewType)item, [.. buffer.DenseValues()]);
    }

    public static KeyNames<T> Blank(DataViewType item, string none) => new((PrimitiveDataViewType)item, new T[1]);

    public static KeyNames<T> Converted(DataViewType item, IReadOnlyList<string> texts) => new(
        (PrimitiveDataViewType)item, [.. texts.Select(text => (T)Convert.ChangeType(text, typeof(T), CultureInfo.InvariantCulture))]);

    public override void AddTo(DataViewSchema.Annotations.Builder annotations) => AddTo(annotations, KeyValues);

    public void AddTo(DataViewSchema.Annotations.Builder annotations, string kind) => annotations.Add(
        kind,
        new VectorDataViewType(Item, values.Length),
        (ref VBuffer<T> destination) =>
        {
            VBufferEditor<T> editor = VBufferEditor.Create(ref destination, values.Length);
            values.CopyTo(editor.Values);
            destination = editor.Commit();
        });
}
