using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetAdapter;

/// <summary>Keeps a column of the input for the rows of a block, so that it is still there when the row is served.</summary>
internal abstract class PassedColumn
{
    /// <summary>
    /// Whether values of the type can be copied: ML.NET's own rule. Images cannot, they are disposable and move with their getter.
    /// </summary>
    public static bool CanKeep(DataViewType type) => type is PrimitiveDataViewType or VectorDataViewType;

    public static PassedColumn Create(DataViewRow row, DataViewSchema.Column column, int rows)
    {
        Type raw = column.Type.RawType;
        Type kept = column.Type is VectorDataViewType
            ? typeof(PassedVector<>).MakeGenericType(raw.GetGenericArguments()[0])
            : typeof(PassedScalar<>).MakeGenericType(raw);
        return (PassedColumn)Activator.CreateInstance(kept, row, column, rows)!;
    }

    public abstract void Fetch(int slot);

    public abstract Delegate Getter(RowPlace place);
}

/// <summary>Keeps values that are copied by assignment.</summary>
internal sealed class PassedScalar<T>(DataViewRow row, DataViewSchema.Column column, int rows) : PassedColumn
{
    private readonly T[] slots = new T[rows];
    private readonly ValueGetter<T> getter = row.GetGetter<T>(column);

    public override void Fetch(int slot) => getter(ref slots[slot]);

    public override Delegate Getter(RowPlace place) => (ValueGetter<T>)((ref T destination) => destination = slots[place.Row]);
}

/// <summary>Keeps vectors, dense or sparse.</summary>
internal sealed class PassedVector<T>(DataViewRow row, DataViewSchema.Column column, int rows) : PassedColumn
{
    private readonly VBuffer<T>[] slots = new VBuffer<T>[rows];
    private readonly ValueGetter<VBuffer<T>> getter = row.GetGetter<VBuffer<T>>(column);

    public override void Fetch(int slot) => getter(ref slots[slot]);

    public override Delegate Getter(RowPlace place) =>
        (ValueGetter<VBuffer<T>>)((ref VBuffer<T> destination) => slots[place.Row].CopyTo(ref destination));
}
