using Fluent;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetAdapter;

/// <summary>
/// A network that was trained on an <see cref="IDataView"/>, as a transform: rows are scored in batches by a <see
/// cref="FluentTransformer"/>, with whose limits and lifetime.
/// </summary>
/// <remarks>Saved as transforms of ML.NET itself. Safe to use from several threads; dispose it when it is not needed any more.</remarks>
public class FluentModelTransformer : IPredictionTransformer<Model>, IDisposable
{
    private readonly FluentTransformer scoring;

    internal FluentModelTransformer(Model model, FluentTransformer scoring) => (Model, this.scoring) = (model, scoring);

    /// <summary>The trained network: to save, to export, to train on. What it learns later does not change the transform.</summary>
    public Model Model { get; }

    /// <summary>The device the network is run on, and why this one.</summary>
    public DeviceReport Device => scoring.Device;

    bool ITransformer.IsRowToRowMapper => true;

    /// <summary>The input's columns with the network's outputs behind them.</summary>
    /// <param name="inputSchema">The schema of the data.</param>
    /// <returns>The schema of the scored data.</returns>
    /// <exception cref="FluentTransformException">An input column is missing, or has another type or size.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => scoring.GetOutputSchema(inputSchema);

    /// <summary>The data with the network's columns, computed when a cursor asks for them.</summary>
    /// <param name="input">The data.</param>
    /// <returns>A lazy view.</returns>
    /// <exception cref="FluentTransformException">An input column is missing, or has another type or size.</exception>
    /// <exception cref="ObjectDisposedException">The transformer was disposed.</exception>
    public IDataView Transform(IDataView input) => scoring.Transform(input);

    /// <summary>Frees the session.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the session.</summary>
    /// <param name="disposing">Whether it is called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            scoring.Dispose();
        }
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) =>
        ((ITransformer)scoring).GetRowToRowMapper(inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx) => ((ICanSaveModel)scoring).Save(ctx);
}
