using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetAdapter;

/// <summary>Reads a column of values: a scalar column gives one, a vector column a row of them, sparse or dense.</summary>
internal sealed class ValueReader<TItem> : InputReader<TItem>
{
    private readonly ValueGetter<TItem>? scalar;
    private readonly ValueGetter<VBuffer<TItem>>? vector;
    private readonly TItem[] item = new TItem[1];
    private VBuffer<TItem> values;
    private TItem[] dense = [];

    public ValueReader(TensorColumn tensor, DataViewRow row, DataViewSchema.Column column)
        : base(tensor, row)
    {
        if (column.Type is VectorDataViewType)
        {
            vector = row.GetGetter<VBuffer<TItem>>(column);
        }
        else
        {
            scalar = row.GetGetter<TItem>(column);
        }
    }

    public override ReadOnlySpan<TItem> Items => vector is null ? item : values.IsDense ? values.GetValues() : dense.AsSpan(0, Length);

    public override bool TryReadInto(TItem[] memory)
    {
        bool fits = vector is not null && values.IsDense && values.Length == memory.Length;
        if (fits)
        {
            values = new VBuffer<TItem>(memory.Length, memory);
        }

        return fits;
    }

    public override void Read()
    {
        if (vector is null)
        {
            scalar!(ref item[0]);
            Take(1);
            return;
        }

        vector(ref values);
        Take(values.Length);
        if (!values.IsDense)
        {
            if (dense.Length < Length)
            {
                dense = new TItem[Length];
            }

            values.CopyTo(dense);
        }
    }
}
