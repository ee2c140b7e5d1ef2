using System.Runtime.ExceptionServices;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetAdapter;

/// <summary>
/// Reads rows ahead into windows, in order. Where the model costs enough, several blocks are in flight: threads of the pool run those
/// ahead while a cursor serves the rows of the one before. One cursor's own.
/// </summary>
internal sealed class ReadAhead : IDisposable
{
    private readonly DataViewRowCursor input;
    private readonly InputReader[] readers;
    private readonly PassedColumn[] kept;
    private readonly ValueGetter<DataViewRowId> id;
    private readonly Func<Window> create;
    private readonly List<Window> windows = [];
    private readonly Queue<Window> ahead = [];
    private readonly Stack<Window> free = [];
    private readonly Pace pace;
    private readonly RunQueue offered;
    private ExceptionDispatchInfo? pending;
    private bool atEnd;
    private bool isWanted;

    public ReadAhead(BoundColumns columns, SessionLease lease, FluentOptions options, DataViewRowCursor input, bool[] active)
    {
        this.input = input;
        int batch = columns.Mapping.IsBatch ? options.BatchSize : 1;
        bool[] outputs = columns.ActiveOutputs(active);
        readers = columns.Readers(input);
        pace = new Pace(options.BlocksInFlight, lease.Source);
        // With the cursor's own thread as many as there are cores.
        offered = new RunQueue(Math.Min(pace.Most, Environment.ProcessorCount) - 1);
        create = () =>
        {
            windows.Add(new Window(
                readers, batch, windows.Count, () => new Block(lease, columns, readers, outputs, batch, options.Cancellation)));
            return windows[^1];
        };
        First = create();
        int rows = First.Capacity * (pace.Most + 1);
        Passed = [.. columns.Input.Select(column => active[column.Index] && PassedColumn.CanKeep(column.Type)
            ? PassedColumn.Create(input, column, rows)
            : null)];
        kept = [.. Passed.OfType<PassedColumn>()];
        (Ids, Batches, id) = (new DataViewRowId[rows], new long[rows], input.GetIdGetter());
    }

    /// <summary>A window without rows, to begin with.</summary>
    public Window First { get; }

    /// <summary>By column of the input those that are kept; the other lists are by row, as a window counts.</summary>
    public PassedColumn?[] Passed { get; }

    public DataViewRowId[] Ids { get; }

    public long[] Batches { get; }

    /// <summary>The window behind <paramref name="last"/>, which is done with, or <c>null</c> behind the last row.</summary>
    /// <exception cref="Exception">What reading the next row threw; the rows before it were served.</exception>
    public Window? Next(Window last)
    {
        free.Push(last);
        // Nobody waits for the results of rows behind one whose results were not wanted.
        int inFlight = isWanted ? pace.InFlight : 1;
        isWanted = false;
        do
        {
            Window next = free.Count > 0 ? free.Pop() : create();
            Gather(next);
            if (next.Count == 0)
            {
                free.Push(next);
                break;
            }

            ahead.Enqueue(next);
            if (inFlight > 1)
            {
                next.OfferTo(offered);
            }
        }
        while (inFlight > 1 && ahead.Count <= inFlight);
        if (ahead.Count == 0)
        {
            pending?.Throw();
            return null;
        }

        return ahead.Dequeue();
    }

    /// <summary>Sees to the results of a row; see <see cref="BlockRun.Score"/>.</summary>
    public int Score(BlockRun run, int slot, long row)
    {
        isWanted = true;
        // Rather than wait, this thread does the first run that nobody has begun.
        while (!run.IsDone && offered.TryRun())
        {
        }

        return pace.Measure(run, slot, row);
    }

    public void Dispose()
    {
        input.Dispose();
        windows.ForEach(window => window.Dispose());
    }

    private void Gather(Window window)
    {
        window.Clear();
        try
        {
            while (window.HasRoom && !atEnd && pending is null && MoveNext())
            {
                foreach (InputReader reader in readers)
                {
                    reader.Read();
                }

                int row = window.First + window.Count;
                foreach (PassedColumn column in kept)
                {
                    column.Fetch(row);
                }

                id(ref Ids[row]);
                Batches[row] = input.Batch;
                window.Add();
            }
        }
        catch (Exception e)
        {
            // The rows before it are good; the error belongs to its own row.
            pending = ExceptionDispatchInfo.Capture(e);
        }
    }

    private bool MoveNext()
    {
        atEnd = !input.MoveNext();
        return !atEnd;
    }
}
