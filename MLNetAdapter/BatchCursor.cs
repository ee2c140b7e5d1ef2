using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetAdapter;

/// <summary>
/// Serves rows of which a batch is read ahead and run at once when the first of them is asked for a result. Columns of the input that are
/// wanted too are kept meanwhile; those that cannot be kept come from a second cursor that follows row by row.
/// </summary>
internal sealed class BatchCursor : DataViewRowCursor
{
    private readonly BoundColumns columns;
    private readonly DataViewRowCursor? lagging;
    private readonly bool[] active;
    private readonly ReadAhead ahead;
    private readonly RowPlace place;
    private Window window;
    private int current = -1;
    private long position = -1;
    private bool done;

    public BatchCursor(
        BoundColumns columns, SessionLease lease, FluentOptions options, DataViewRowCursor input, DataViewRowCursor? lagging, bool[] active)
    {
        (this.columns, this.lagging, this.active) = (columns, lagging, active);
        place = new RowPlace(Score);
        ahead = new ReadAhead(columns, lease, options, input, active);
        window = ahead.First;
    }

    public override long Position => done ? -1 : position;

    // Consolidators order rows by this number: it must be the row's own, not that of the row read last.
    public override long Batch => current < 0 || done ? 0 : ahead.Batches[window.First + current];

    public override DataViewSchema Schema => columns.Output;

    public override bool IsColumnActive(DataViewSchema.Column column) => active[column.Index];

    public override bool MoveNext()
    {
        if (done)
        {
            return false;
        }

        if (++current >= window.Count && !NextWindow())
        {
            return false;
        }

        place.MoveTo(window.First + current, window.Find(current, out int slot).Block, slot);
        position++;
        if (lagging is not null && !lagging.MoveNext())
        {
            throw new FluentTransformException("A second pass over the input", "the rows of the first", "fewer rows");
        }

        return true;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) => value = ahead.Ids[place.Row];

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!IsColumnActive(column))
        {
            throw RowGetters.Inactive(column);
        }

        int output = column.Index - columns.Input.Count;
        return output >= 0 ? RowGetters.Typed<TValue>(columns.Mapping.Outputs[output].Kind.Getter(place, output), column)
            : ahead.Passed[column.Index] is { } kept ? RowGetters.Typed<TValue>(kept.Getter(place), column)
            : lagging!.GetGetter<TValue>(columns.Input[column.Index]);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !done)
        {
            done = true;
            place.Leave();
            lagging?.Dispose();
            ahead.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool NextWindow()
    {
        try
        {
            if (ahead.Next(window) is { } next)
            {
                (window, current) = (next, 0);
                return true;
            }
        }
        catch
        {
            Dispose();
            throw;
        }

        Dispose();
        return false;
    }

    private int Score() => ahead.Score(window.Find(current, out int slot), slot, position);
}
