using Fluent;
using Microsoft.ML;

namespace MLNetAdapter;

/// <summary>
/// Scores a few rows singly and together: a model whose rows influence each other gives numbers that depend on the size of a batch.
/// </summary>
internal static class RowCheck
{
    private const int Rows = 3;

    // Kernels for one row and for several add in another order.
    private const double Tolerance = 1e-3;

    public static void Run(IDataView data, BoundColumns columns, SessionLease lease, FluentOptions options)
    {
        if (!options.CheckRows || options.BatchSize == 1 || !columns.Mapping.IsBatch)
        {
            return;
        }

        bool[] all = [.. columns.Mapping.Outputs.Select(_ => true)];
        using DataViewRowCursor cursor = data.GetRowCursor(columns.InputColumns);
        InputReader[] readers = columns.Readers(cursor);
        using Block together = Create(Rows);
        Block[] singly = [.. Enumerable.Range(0, Rows).Select(_ => Create(1))];
        try
        {
            while (together.Count < Rows && cursor.MoveNext())
            {
                Array.ForEach(readers, reader => reader.Read());
                if (!together.Accepts())
                {
                    break;
                }

                Block single = singly[together.Count];
                together.Add();
                single.Add();
                single.Run();
            }

            if (together.Count > 1)
            {
                RunTogether(columns, together);
                Compare(columns, together, singly, together.Count);
            }
        }
        finally
        {
            Array.ForEach(singly, block => block.Dispose());
        }

        Block Create(int rows) => new(lease, columns, readers, all, rows, options.Cancellation);
    }

    private static void RunTogether(BoundColumns columns, Block together)
    {
        try
        {
            together.Run();
        }
        catch (FluentTransformException e) when (e.InnerException is FluentRuntimeException error)
        {
            throw new FluentTransformException(
                $"Applying the model from columns {columns.Mapping}",
                "to run over several rows as over each of them",
                $"{error.Message} Set BatchSize = 1 to score row by row",
                error);
        }
    }

    private static void Compare(BoundColumns columns, Block together, Block[] singly, int count)
    {
        for (int output = 0; output < columns.Mapping.Outputs.Count; output++)
        {
            for (int row = 0; row < count; row++)
            {
                double distance = together.Outputs[output]!.Distance(row, singly[row].Outputs[output]!, 0);
                if (distance > Tolerance)
                {
                    throw new FluentTransformException(
                        $"Output column {columns.Mapping.Outputs[output]}",
                        "results that do not depend on the other rows of a batch",
                        $"row {row} differs by {distance:G3} of its size between a batch of 1 and of {count}."
                        + " Set BatchSize = 1 to score row by row, or CheckRows = false to take what a batch gives");
                }
            }
        }
    }
}
