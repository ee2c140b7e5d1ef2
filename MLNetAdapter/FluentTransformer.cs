using Fluent;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetAdapter;

/// <summary>
/// Scores rows with a model, many rows to a run of ONNX Runtime. Lazy: nothing is read or run before a cursor asks. Safe to use from
/// several threads. Dispose it when it is not needed any more; cursors still open, and anything used later, then throw <see
/// cref="ObjectDisposedException"/>.
/// </summary>
/// <remarks>
/// A cursor reads <see cref="FluentOptions.BatchSize"/> rows ahead. Saved by <c>mlContext.Model.Save</c> it becomes transforms of ML.NET
/// itself, so that plain <c>mlContext.Model.Load</c> opens it without this library, row by row; <c>mlContext.Model.LoadFluent</c> opens
/// it as this transformer again.
/// </remarks>
public sealed class FluentTransformer : ITransformer, IDisposable
{
    private readonly SessionLease lease;
    private readonly ColumnMapping mapping;
    private readonly FluentOptions options;
    private readonly DataViewSchema? fittedTo;

    internal FluentTransformer(ModelSource model, ColumnMapping mapping, FluentOptions options, DataViewSchema? fittedTo = null)
    {
        (this.mapping, this.options, this.fittedTo) = (mapping, options, fittedTo);
        lease = model.Lease();
    }

    /// <summary>The device the model runs on, and why this one.</summary>
    public DeviceReport Device => Model.Report;

    bool ITransformer.IsRowToRowMapper => true;

    internal ModelSource Model => lease.Source;

    internal FluentOptions Options => options;

    /// <summary>
    /// The input's columns with the model's outputs behind them, each a vector of ML.NET's shape for it: 1 for the batch, then the
    /// tensor's sizes.
    /// </summary>
    /// <param name="inputSchema">The schema of the data.</param>
    /// <returns>The schema of the transformed data.</returns>
    /// <exception cref="FluentTransformException">
    /// An input column is missing, or has another type or size than the model's input.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The transformer was disposed.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        _ = lease.Session;
        return new BoundColumns(mapping, inputSchema).Output;
    }

    /// <summary>The data with the model's columns, computed when a cursor asks for them.</summary>
    /// <param name="input">The data.</param>
    /// <returns>A lazy view.</returns>
    /// <exception cref="FluentTransformException">
    /// An input column is missing, or has another type or size than the model's input.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The transformer was disposed.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        _ = lease.Session;
        return new FluentDataView(input, new BoundColumns(mapping, input.Schema), lease, options);
    }

    /// <summary>Frees the session when no other transformer of the same estimator and no open cursor uses it.</summary>
    public void Dispose() => lease.Dispose();

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema)
    {
        _ = lease.Session;
        return new FluentRowMapper(new BoundColumns(mapping, inputSchema), lease, options);
    }

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        _ = lease.Session;
        StockForm.Save(ctx, Model, mapping, options, fittedTo);
    }

    /// <summary>Compares rows scored singly and together.</summary>
    internal void CheckRows(IDataView data) => RowCheck.Run(data, new BoundColumns(mapping, data.Schema), lease, options);
}
