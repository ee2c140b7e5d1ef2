using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetAdapter;

/// <summary>One row at a time through the model; a new position of the input is a new run.</summary>
internal sealed class FluentRow : DataViewRow
{
    private readonly BoundColumns columns;
    private readonly DataViewRow input;
    private readonly bool[] active;
    private readonly Block? block;
    private readonly InputReader[] readers;
    private readonly RowPlace place;
    private long position = long.MinValue;

    public FluentRow(BoundColumns columns, SessionLease lease, FluentOptions options, DataViewRow input, bool[] active)
    {
        (this.columns, this.input, this.active) = (columns, input, active);
        place = new RowPlace(Score);
        bool[] outputs = columns.ActiveOutputs(active);
        readers = outputs.Contains(true) ? columns.Readers(input) : [];
        block = readers.Length > 0 ? new Block(lease, columns, readers, outputs, 1, options.Cancellation) : null;
        block?.ReadInPlace();
    }

    public override long Position => input.Position;

    public override long Batch => input.Batch;

    public override DataViewSchema Schema => columns.Output;

    public override bool IsColumnActive(DataViewSchema.Column column) => active[column.Index];

    public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        return !IsColumnActive(column) ? throw RowGetters.Inactive(column)
            : column.Index >= columns.Input.Count ? Following(RowGetters.Typed<TValue>(columns.Getter(place, column), column))
            : input.GetGetter<TValue>(columns.Input[column.Index]);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            block?.Dispose();
            input.Dispose();
        }

        base.Dispose(disposing);
    }

    private ValueGetter<TValue> Following<TValue>(ValueGetter<TValue> getter) => (ref TValue value) =>
    {
        if (input.Position != position)
        {
            position = input.Position;
            block!.Clear();
            place.MoveTo(0, block, 0);
        }

        getter(ref value);
    };

    private int Score()
    {
        if (block!.Count == 0)
        {
            foreach (InputReader reader in readers)
            {
                reader.Read();
            }

            block.Add();
        }

        block.Run();
        return 0;
    }
}
