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
    private long scored = long.MinValue;

    public FluentRow(BoundColumns columns, SessionLease lease, FluentOptions options, DataViewRow input, bool[] active)
    {
        (this.columns, this.input, this.active) = (columns, input, active);
        bool[] outputs = columns.ActiveOutputs(active);
        block = outputs.Contains(true) ? new Block(lease, columns, input, outputs, 1, options.Cancellation) : null;
    }

    public override long Position => input.Position;

    public override long Batch => input.Batch;

    public override DataViewSchema Schema => columns.Output;

    public override bool IsColumnActive(DataViewSchema.Column column) => active[column.Index];

    public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        int output = column.Index - columns.Input.Count;
        return !IsColumnActive(column) ? throw RowGetters.Inactive(column)
            : output >= 0 ? RowGetters.Typed<TValue>(block!.Outputs[output]!.Getter(Scored), column)
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

    private int Scored()
    {
        if (input.Position != scored)
        {
            block!.Start();
            block.Fetch(0);
            block.Run(1);
            scored = input.Position;
        }

        return 0;
    }
}
