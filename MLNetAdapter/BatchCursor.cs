using System.Runtime.ExceptionServices;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetAdapter;

/// <summary>
/// Reads up to a batch of rows ahead, runs the model once over them when the first of them is asked for a result, and serves them one by
/// one. Columns of the input that are wanted too are kept meanwhile; those that cannot be kept come from a second cursor that follows row
/// by row.
/// </summary>
internal sealed class BatchCursor : DataViewRowCursor
{
    private readonly BoundColumns columns;
    private readonly DataViewRowCursor input;
    private readonly DataViewRowCursor? lagging;
    private readonly bool[] active;
    private readonly Block block;
    private readonly PassedColumn?[] passed;
    private readonly PassedColumn[] kept;
    private readonly DataViewRowId[] ids;
    private readonly long[] batches;
    private readonly ValueGetter<DataViewRowId> id;
    private ExceptionDispatchInfo? pending;
    private readonly RowPlace place;
    private int count;
    private int current = -1;
    private long position = -1;
    private bool held;
    private bool atEnd;
    private bool done;

    public BatchCursor(
        BoundColumns columns, SessionLease lease, FluentOptions options, DataViewRowCursor input, DataViewRowCursor? lagging, bool[] active)
    {
        (this.columns, this.input, this.lagging, this.active) = (columns, input, lagging, active);
        int rows = columns.Mapping.IsBatch ? options.BatchSize : 1;
        passed = [.. columns.Input.Select(column => active[column.Index] && PassedColumn.CanKeep(column.Type)
            ? PassedColumn.Create(input, column, rows)
            : null)];
        kept = [.. passed.OfType<PassedColumn>()];
        (ids, batches, id) = (new DataViewRowId[rows], new long[rows], input.GetIdGetter());
        place = new RowPlace(() => block!.Run(count));
        block = new Block(lease, columns, input, columns.ActiveOutputs(active), rows, options.Cancellation);
    }

    public override long Position => done ? -1 : position;

    // Consolidators order rows by this number: it must be the row's own, not that of the row read last.
    public override long Batch => current < 0 || done ? 0 : batches[current];

    public override DataViewSchema Schema => columns.Output;

    public override bool IsColumnActive(DataViewSchema.Column column) => active[column.Index];

    public override bool MoveNext()
    {
        if (done)
        {
            return false;
        }

        if (current + 1 < count)
        {
            place.MoveTo(++current, isNew: false);
        }
        else if (Fill())
        {
            place.MoveTo(current = 0, isNew: true);
        }
        else
        {
            Dispose();
            return false;
        }

        position++;
        if (lagging is not null && !lagging.MoveNext())
        {
            throw new FluentTransformException("A second pass over the input", "the rows of the first", "fewer rows");
        }

        return true;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) => value = ids[place.Slot];

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!IsColumnActive(column))
        {
            throw RowGetters.Inactive(column);
        }

        int output = column.Index - columns.Input.Count;
        return output >= 0 ? RowGetters.Typed<TValue>(block.Outputs[output]!.Getter(place), column)
            : passed[column.Index] is { } buffer ? RowGetters.Typed<TValue>(buffer.Getter(place), column)
            : lagging!.GetGetter<TValue>(columns.Input[column.Index]);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !done)
        {
            done = true;
            place.Leave();
            input.Dispose();
            lagging?.Dispose();
            block.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool Fill()
    {
        if (pending is { } error)
        {
            Dispose();
            error.Throw();
        }

        count = 0;
        block.Start();
        try
        {
            while (count < ids.Length && !atEnd && Gather())
            {
                count++;
            }
        }
        catch (Exception e) when (count > 0)
        {
            // The rows before it are good; the error belongs to its own row.
            pending = ExceptionDispatchInfo.Capture(e);
        }

        return count > 0;
    }

    private bool Gather()
    {
        if (!held && !input.MoveNext())
        {
            atEnd = true;
            return false;
        }

        held = !block.Fetch(count);
        if (held)
        {
            return false;
        }

        foreach (PassedColumn column in kept)
        {
            column.Fetch(count);
        }

        id(ref ids[count]);
        batches[count] = input.Batch;
        return true;
    }
}
