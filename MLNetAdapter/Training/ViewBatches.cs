using System.Collections;
using Fluent;
using Microsoft.ML;

namespace MLNetAdapter;

/// <summary>
/// Rows of a view as batches for training, read anew in each epoch and never held whole: a buffer of rows shuffles them, and rows whose
/// vectors differ in length wait for others of their own lengths.
/// </summary>
/// <param name="view">The rows.</param>
/// <param name="columns">What is read.</param>
/// <param name="batchSize">How many rows make a batch.</param>
/// <param name="shuffleRows">How many rows the buffer holds; 0 or 1 leaves their order.</param>
/// <param name="seed">What the order depends on, besides the epoch.</param>
internal sealed class ViewBatches(
    IDataView view, TrainingColumns columns, int batchSize, int shuffleRows, int seed)
    : IEnumerable<Batch>
{
    private int epoch;

    public IEnumerator<Batch> GetEnumerator()
    {
        RandomNumbers random = new(seed, $"rows/{epoch++}");
        bool shuffles = shuffleRows > 1;
        using DataViewRowCursor cursor = view.GetRowCursor(
            columns.All.Select(c => c.Column), shuffles && view.CanShuffle ? new Random(random.Next(int.MaxValue)) : null);
        RowReader[] readers = [.. columns.All.Select(c => c.Open(cursor))];
        Dictionary<string, List<Array[]>> waiting = [];
        foreach (Array[] row in shuffles ? Shuffled(Rows(cursor, readers), random) : Rows(cursor, readers))
        {
            string lengths = string.Join(',', row.Select(values => values.Length));
            if (!waiting.TryGetValue(lengths, out List<Array[]>? rows))
            {
                waiting[lengths] = rows = new(batchSize);
            }

            rows.Add(row);
            if (rows.Count == batchSize)
            {
                yield return Stack(rows, readers);
                rows.Clear();
            }
        }

        foreach (List<Array[]> rows in waiting.Values.Where(rows => rows.Count > 0))
        {
            yield return Stack(rows, readers);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static IEnumerable<Array[]> Rows(DataViewRowCursor cursor, RowReader[] readers)
    {
        while (cursor.MoveNext())
        {
            yield return [.. readers.Select(reader => reader.Read())];
        }
    }

    // Each row that comes takes the place of a random one of those that wait, which goes on.
    private IEnumerable<Array[]> Shuffled(IEnumerable<Array[]> rows, RandomNumbers random)
    {
        List<Array[]> buffer = [];
        foreach (Array[] row in rows)
        {
            if (buffer.Count < shuffleRows)
            {
                buffer.Add(row);
                continue;
            }

            int place = random.Next(buffer.Count);
            yield return buffer[place];
            buffer[place] = row;
        }

        int[] order = [.. Enumerable.Range(0, buffer.Count)];
        random.Shuffle(order);
        foreach (int place in order)
        {
            yield return buffer[place];
        }
    }

    private Batch Stack(List<Array[]> rows, RowReader[] readers)
    {
        Data[] stacked = [.. columns.All.Select((column, i) =>
            readers[i].Stack([.. rows.Select(row => row[i])], column.Sizes(rows.Count, rows[0][i].Length)))];
        return columns.ToBatch(stacked);
    }
}
