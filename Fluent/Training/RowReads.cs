using OnnxEmit;
using OnnxEmit.Operators;

namespace Fluent;

/// <summary>
/// All that a graph does with a table where it only picks rows: then the table's gradient is that of the picked rows, and nothing of the
/// table's own size has to be computed.
/// </summary>
internal sealed class RowReads
{
    private readonly Gather[] gathers;

    private RowReads(Gather[] gathers) => this.gathers = gathers;

    /// <summary>The picked rows, one tensor for each read: what to differentiate by.</summary>
    public IEnumerable<Value> Picked => gathers.Select(g => g.Output);

    /// <summary>The tables that are read by rows alone, with their reads.</summary>
    public static Dictionary<Value, RowReads> Of(Graph graph, IEnumerable<Value> tables)
    {
        Dictionary<Value, List<Operator>> users = tables.ToDictionary(table => table, _ => new List<Operator>());
        foreach (Operator op in graph.Operators)
        {
            Reach.ForEachUse(op, value =>
            {
                if (users.TryGetValue(value, out List<Operator>? found))
                    found.Add(op);
            });
        }

        foreach (Value output in graph.Outputs)
            users.Remove(output);
        return users.Where(u => u.Value.Count > 0 && u.Value.TrueForAll(op => op is Gather { Rows: not null } && op.Inputs[0] == u.Key))
            .ToDictionary(u => u.Key, u => new RowReads([.. u.Value.Cast<Gather>()]));
    }

    /// <summary>The gradient from those of the picked rows, taken in the order of <see cref="Picked"/>.</summary>
    /// <returns>The rows' numbers in the table and their gradients, repeated where picked repeatedly; nulls where none flows.</returns>
    public (Value? Ids, Value? Rows) Join(Queue<Value?> gradients)
    {
        List<Value> ids = [], rows = [];
        foreach (Gather gather in gathers)
        {
            if (gradients.Dequeue() is not { } gradient)
                continue;
            ids.Add(gather.Rows!.Cast(ElementType.Int64).Reshape(-1));
            rows.Add(gradient.Reshape([-1, .. gather.Inputs[0]!.Shape[1..].ToSizes()]));
        }

        return ids.Count == 0 ? (null, null) : ids.Count == 1 ? (ids[0], rows[0]) : (Op.Concat(0, [.. ids]), Op.Concat(0, [.. rows]));
    }
}
