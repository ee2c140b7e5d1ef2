using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetAdapter;

/// <summary>Maps rows one at a time: what a prediction engine asks for.</summary>
internal sealed class FluentRowMapper(BoundColumns columns, SessionLease lease, FluentOptions options) : IRowToRowMapper
{
    public DataViewSchema InputSchema => columns.Input;

    public DataViewSchema OutputSchema => columns.Output;

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
    {
        bool[] active = columns.Active(dependingColumns);
        bool runs = columns.ActiveOutputs(active).Contains(true);
        return columns.Input.Where(column => active[column.Index] || (runs && columns.InputColumns.Any(c => c.Index == column.Index)));
    }

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Schema == columns.Input
            ? new FluentRow(columns, lease, options, input, columns.Active(activeColumns))
            : throw new FluentTransformException("A row mapper", "rows of the schema it was made for", "a row of another schema");
    }
}
