using Microsoft.ML;

namespace MLNetAdapter;

/// <summary>The input with the model's columns behind its own; everything is read and run only when a cursor asks.</summary>
internal sealed class FluentDataView(IDataView input, BoundColumns columns, SessionLease lease, FluentOptions options) : IDataView
{
    public DataViewSchema Schema => columns.Output;

    public bool CanShuffle => input.CanShuffle;

    public long? GetRowCount() => input.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        bool[] active = columns.Active(columnsNeeded);
        (bool[] main, bool[] lagging) = Split(active);
        DataViewRowCursor? second = null;
        if (lagging.Contains(true))
        {
            Random? same = null;
            if (rand is not null)
            {
                // Both cursors must shuffle alike to stay on the same row.
                int seed = rand.Next();
                (rand, same) = (new Random(seed), new Random(seed));
            }

            second = input.GetRowCursor(Of(lagging), same);
        }

        return Over(input.GetRowCursor(Of(main), rand), second, active);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        DataViewSchema.Column[] needed = [.. columnsNeeded];
        bool[] active = columns.Active(needed);
        (bool[] main, bool[] lagging) = Split(active);
        // Two sets of cursors need not split the rows alike, so a column that cannot be kept is read by one pair.
        return lagging.Contains(true)
            ? [GetRowCursor(needed, rand)]
            : [.. input.GetRowCursorSet(Of(main), n, rand).Select(cursor => Over(cursor, null, active))];
    }

    /// <summary>What the first cursor reads, and what a second must, because it cannot be kept while later rows are read ahead.</summary>
    private (bool[] Main, bool[] Lagging) Split(bool[] active)
    {
        bool runs = columns.ActiveOutputs(active).Contains(true);
        bool[] main = new bool[columns.Input.Count], lagging = new bool[main.Length];
        for (int i = 0; i < main.Length; i++)
        {
            bool keeps = !runs || PassedColumn.CanKeep(columns.Input[i].Type);
            main[i] = active[i] && keeps;
            lagging[i] = active[i] && !keeps;
        }

        foreach (DataViewSchema.Column column in runs ? columns.InputColumns : [])
        {
            main[column.Index] = true;
        }

        return (main, lagging);
    }

    private IEnumerable<DataViewSchema.Column> Of(bool[] chosen) => columns.Input.Where(column => chosen[column.Index]);

    private DataViewRowCursor Over(DataViewRowCursor cursor, DataViewRowCursor? second, bool[] active)
    {
        try
        {
            return columns.ActiveOutputs(active).Contains(true)
                ? new BatchCursor(columns, lease, options, cursor, second, active)
                : new PlainCursor(columns, cursor, active);
        }
        catch
        {
            cursor.Dispose();
            second?.Dispose();
            throw;
        }
    }
}
