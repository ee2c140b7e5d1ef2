using System.Linq.Expressions;
using System.Reflection;
using Fluent;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetAdapter;

/// <summary>Reads a column row by row as elements of a tensor.</summary>
internal abstract class RowReader
{
    /// <summary>The current row's elements, in an array of their own.</summary>
    public abstract Array Read();

    /// <summary>Rows of one length as one array.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="sizes">The sizes of the whole, the rows first.</param>
    public abstract Data Stack(IReadOnlyList<Array> rows, long[] sizes);

    /// <summary>A reader of a column of numbers, keys or booleans.</summary>
    /// <param name="row">The row, or a cursor that stands on one row after the other.</param>
    /// <param name="column">The column.</param>
    /// <param name="element">The .NET type of the tensor's elements.</param>
    /// <param name="countsFromZero">Whether keys become the classes 0, 1 …, and missing ones are an error.</param>
    public static RowReader Create(DataViewRow row, DataViewSchema.Column column, Type element, bool countsFromZero)
    {
        DataViewType type = (column.Type as VectorDataViewType)?.ItemType ?? column.Type;
        ParameterExpression item = Expression.Parameter(type.RawType);
        Expression value = type.RawType == typeof(bool)
            ? Expression.Condition(item, Expression.Constant(1), Expression.Constant(0))
            : countsFromZero && type is KeyDataViewType
                ? Expression.Call(
                    typeof(RowReader), nameof(Class), null, Expression.Convert(item, typeof(ulong)), Expression.Constant(column.Name))
                : item;
        Delegate convert = Expression.Lambda(
            typeof(Func<,>).MakeGenericType(type.RawType, element), Expression.Convert(value, element), item).Compile();
        return (RowReader)Activator.CreateInstance(
            typeof(RowReader<,>).MakeGenericType(type.RawType, element),
            BindingFlags.Instance | BindingFlags.Public | BindingFlags.DoNotWrapExceptions, null, [row, column, convert], null)!;
    }

    private static long Class(ulong key, string column) => key > 0
        ? checked((long)key) - 1
        : throw new FluentTransformException(
            $"Label column '{column}'", "a key in each row", "a missing one; FilterRowsByMissingValues takes such rows away");

    /// <summary>Whether a column's items are numbers, keys or booleans.</summary>
    public static bool CanRead(DataViewType type)
    {
        DataViewType item = (type as VectorDataViewType)?.ItemType ?? type;
        return item is NumberDataViewType or KeyDataViewType or BooleanDataViewType;
    }
}

/// <summary>Reads items of one type as elements of another.</summary>
internal sealed class RowReader<TItem, TElement> : RowReader
    where TElement : unmanaged
{
    private readonly Func<TItem, TElement> convert;
    private readonly ValueGetter<TItem>? scalar;
    private readonly ValueGetter<VBuffer<TItem>>? vector;
    private VBuffer<TItem> values;

    public RowReader(DataViewRow row, DataViewSchema.Column column, Func<TItem, TElement> convert)
    {
        this.convert = convert;
        if (column.Type is VectorDataViewType)
        {
            vector = row.GetGetter<VBuffer<TItem>>(column);
        }
        else
        {
            scalar = row.GetGetter<TItem>(column);
        }
    }

    public override Array Read()
    {
        if (vector is null)
        {
            TItem item = default!;
            scalar!(ref item);
            return new[] { convert(item) };
        }

        vector(ref values);
        var elements = new TElement[values.Length];
        if (!values.IsDense)
        {
            Array.Fill(elements, convert(default!));
        }

        ReadOnlySpan<TItem> items = values.GetValues();
        ReadOnlySpan<int> places = values.GetIndices();
        for (int i = 0; i < items.Length; i++)
        {
            elements[values.IsDense ? i : places[i]] = convert(items[i]);
        }

        return elements;
    }

    public override Data Stack(IReadOnlyList<Array> rows, long[] sizes)
    {
        int length = rows[0].Length;
        var stacked = new TElement[rows.Count * length];
        for (int i = 0; i < rows.Count; i++)
        {
            ((TElement[])rows[i]).CopyTo(stacked, i * length);
        }

        return Data.FromMemory<TElement>(stacked, sizes);
    }
}
