using System.Runtime.CompilerServices;
using Microsoft.ML;

namespace MLNetAdapter;

/// <summary>
/// Fluent models in ML.NET's catalogs: <c>mlContext.Transforms.ApplyFluentModel</c> and <c>mlContext.Model.LoadFluent</c>.
/// </summary>
public static class FluentCatalog
{
    /// <summary>Applies a model of one input and one output from an <c>.onnx</c> file, many rows to a run.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="modelFile">The file; read once, now. External data lie beside it.</param>
    /// <param name="outputColumnName">
    /// The column to make. Default: named like the model's output; without either name a model may have several.
    /// </param>
    /// <param name="inputColumnName">
    /// The column to read, of the tensor's item type, with as many values a row as the tensor has per batch entry. Default: named like
    /// the model's input.
    /// </param>
    /// <param name="options">How to run. Default: 32 rows a run on the processor.</param>
    /// <returns>The estimator.</returns>
    /// <exception cref="FluentTransformException">
    /// The file cannot be read, is no model, or has several inputs or outputs while a column is named.
    /// </exception>
    /// <exception cref="Fluent.DeviceException">The device cannot be had.</exception>
    [OverloadResolutionPriority(1)]     // names that are null are none, whichever type they had
    public static FluentEstimator ApplyFluentModel(
        this TransformsCatalog catalog,
        string modelFile,
        string? outputColumnName = null,
        string? inputColumnName = null,
        FluentOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        options ??= FluentOptions.Default;
        return Single(catalog, ModelSource.FromFile(modelFile, options), outputColumnName, inputColumnName, options);
    }

    /// <summary>Applies a model of one input and one output from the bytes of an <c>.onnx</c> file, many rows to a run.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="model">The bytes, at most 2 GB, not to be changed afterwards.</param>
    /// <param name="outputColumnName">
    /// The column to make. Default: named like the model's output; without either name a model may have several.
    /// </param>
    /// <param name="inputColumnName">
    /// The column to read, of the tensor's item type, with as many values a row as the tensor has per batch entry. Default: named like
    /// the model's input.
    /// </param>
    /// <param name="options">How to run. Default: 32 rows a run on the processor.</param>
    /// <returns>The estimator.</returns>
    /// <exception cref="FluentTransformException">
    /// The bytes are no model, or it has several inputs or outputs while a column is named.
    /// </exception>
    /// <exception cref="Fluent.DeviceException">The device cannot be had.</exception>
    [OverloadResolutionPriority(1)]     // names that are null are none, whichever type they had
    public static FluentEstimator ApplyFluentModel(
        this TransformsCatalog catalog,
        ReadOnlyMemory<byte> model,
        string? outputColumnName = null,
        string? inputColumnName = null,
        FluentOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        options ??= FluentOptions.Default;
        return Single(catalog, new ModelSource(model, options), outputColumnName, inputColumnName, options);
    }

    /// <summary>Applies a model of one input and one output, many rows to a run, with the weights that it has now.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="model">The model; what it learns later does not change the transform.</param>
    /// <param name="outputColumnName">The column to make. Default: named like the model's output.</param>
    /// <param name="inputColumnName">The column to read. Default: named like the model's input.</param>
    /// <param name="options">How to run. Default: 32 rows a run on the processor.</param>
    /// <returns>The estimator.</returns>
    /// <exception cref="FluentTransformException">The model has several inputs or outputs while a column is named.</exception>
    /// <exception cref="Fluent.DeviceException">The device cannot be had.</exception>
    [OverloadResolutionPriority(1)]     // names that are null are none, whichever type they had
    public static FluentEstimator ApplyFluentModel(
        this TransformsCatalog catalog,
        Fluent.Model model,
        string? outputColumnName = null,
        string? inputColumnName = null,
        FluentOptions? options = null) => ApplyFluentModel(catalog, Exported(model), outputColumnName, inputColumnName, options);

    /// <summary>Applies a model of any number of inputs and outputs, many rows to a run, with the weights that it has now.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="model">The model; what it learns later does not change the transform.</param>
    /// <param name="outputColumns">
    /// From the name of an output to the column to make; outputs not named are not computed. <c>null</c>: all, by their names.
    /// </param>
    /// <param name="inputColumns">
    /// From the name of an input to the column to read; inputs not named are read from the column of their name.
    /// </param>
    /// <param name="options">How to run. Default: 32 rows a run on the processor.</param>
    /// <returns>The estimator.</returns>
    /// <exception cref="FluentTransformException">The model lacks a tensor that is named.</exception>
    /// <exception cref="Fluent.DeviceException">The device cannot be had.</exception>
    public static FluentEstimator ApplyFluentModel(
        this TransformsCatalog catalog,
        Fluent.Model model,
        IReadOnlyDictionary<string, string>? outputColumns,
        IReadOnlyDictionary<string, string>? inputColumns,
        FluentOptions? options = null) => ApplyFluentModel(catalog, Exported(model), outputColumns, inputColumns, options);

    /// <summary>Applies a model of any number of inputs and outputs from an <c>.onnx</c> file, many rows to a run.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="modelFile">The file; read once, now. External data lie beside it.</param>
    /// <param name="outputColumns">
    /// From the name of an output to the column to make; outputs not named are not computed. <c>null</c>: all, by their names.
    /// </param>
    /// <param name="inputColumns">
    /// From the name of an input to the column to read; inputs not named are read from the column of their name.
    /// </param>
    /// <param name="options">How to run. Default: 32 rows a run on the processor.</param>
    /// <returns>The estimator.</returns>
    /// <exception cref="FluentTransformException">
    /// The file cannot be read or is no model, or the model lacks a tensor that is named.
    /// </exception>
    /// <exception cref="Fluent.DeviceException">The device cannot be had.</exception>
    public static FluentEstimator ApplyFluentModel(
        this TransformsCatalog catalog,
        string modelFile,
        IReadOnlyDictionary<string, string>? outputColumns,
        IReadOnlyDictionary<string, string>? inputColumns,
        FluentOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        options ??= FluentOptions.Default;
        return Many(catalog, ModelSource.FromFile(modelFile, options), outputColumns, inputColumns, options);
    }

    /// <summary>Applies a model of any number of inputs and outputs from the bytes of an <c>.onnx</c> file, many rows to a run.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="model">The bytes, at most 2 GB, not to be changed afterwards.</param>
    /// <param name="outputColumns">
    /// From the name of an output to the column to make; outputs not named are not computed. <c>null</c>: all, by their names.
    /// </param>
    /// <param name="inputColumns">
    /// From the name of an input to the column to read; inputs not named are read from the column of their name.
    /// </param>
    /// <param name="options">How to run. Default: 32 rows a run on the processor.</param>
    /// <returns>The estimator.</returns>
    /// <exception cref="FluentTransformException">The bytes are no model, or the model lacks a tensor that is named.</exception>
    /// <exception cref="Fluent.DeviceException">The device cannot be had.</exception>
    public static FluentEstimator ApplyFluentModel(
        this TransformsCatalog catalog,
        ReadOnlyMemory<byte> model,
        IReadOnlyDictionary<string, string>? outputColumns,
        IReadOnlyDictionary<string, string>? inputColumns,
        FluentOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        options ??= FluentOptions.Default;
        return Many(catalog, new ModelSource(model, options), outputColumns, inputColumns, options);
    }

    /// <summary>
    /// Loads what <c>mlContext.Model.Save</c> wrote, as <c>Load</c> does, and lets every ONNX model in it be run by this library, many
    /// rows to a run: those that were saved from here, and any other <c>OnnxTransformer</c>.
    /// </summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="path">The file.</param>
    /// <param name="inputSchema">The schema of the data that the saved pipeline expects.</param>
    /// <param name="options">How to run. Default: as it was when it was saved from here, else 32 rows a run on the processor.</param>
    /// <returns>The pipeline; its scopes are kept.</returns>
    /// <exception cref="FluentTransformException">
    /// The file cannot be read, was not written by <c>Save</c>, or has a model that cannot be taken over.
    /// </exception>
    /// <exception cref="Fluent.DeviceException">The device cannot be had.</exception>
    public static ITransformer LoadFluent(
        this ModelOperationsCatalog catalog, string path, out DataViewSchema inputSchema, FluentOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        using FileStream stream = StockModel.OpenFile(path);
        return catalog.LoadFluent(stream, out inputSchema, options);
    }

    /// <summary>
    /// Loads from a stream what <c>mlContext.Model.Save</c> wrote, and lets every ONNX model in it be run by this library.
    /// </summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="stream">The file's content; stays open.</param>
    /// <param name="inputSchema">The schema of the data that the saved pipeline expects.</param>
    /// <param name="options">How to run. Default: as it was when it was saved from here, else 32 rows a run on the processor.</param>
    /// <returns>The pipeline; its scopes are kept.</returns>
    /// <exception cref="FluentTransformException">
    /// The stream has something else, or a model that cannot be taken over.
    /// </exception>
    /// <exception cref="Fluent.DeviceException">The device cannot be had.</exception>
    public static ITransformer LoadFluent(
        this ModelOperationsCatalog catalog, Stream stream, out DataViewSchema inputSchema, FluentOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return FluentModel.TakeOver(StockModel.Load(catalog, stream, out inputSchema), options, CatalogEnvironment.Of(catalog));
    }

    /// <summary>Applies a model with the weights that it has now: what trainers make of theirs.</summary>
    internal static FluentEstimator Estimator(
        Fluent.Model model,
        IReadOnlyDictionary<string, string>? outputs,
        IReadOnlyDictionary<string, string>? inputs,
        FluentOptions options) => Many(null, new ModelSource(Exported(model), options), outputs, inputs, options);

    private static FluentEstimator Single(
        TransformsCatalog catalog, ModelSource model, string? output, string? input, FluentOptions options)
    {
        if (output is null && input is null)
        {
            return Many(catalog, model, null, null, options);
        }

        model.LogTo(CatalogEnvironment.Of(catalog));
        return new(model, ColumnMapping.Single(model, output, input, RowShapes.Of(model, options.Shapes)).For(options), options);
    }

    private static FluentEstimator Many(
        TransformsCatalog? catalog,
        ModelSource model,
        IReadOnlyDictionary<string, string>? outputs,
        IReadOnlyDictionary<string, string>? inputs,
        FluentOptions options)
    {
        model.LogTo(catalog is null ? null : CatalogEnvironment.Of(catalog));
        return new(model, ColumnMapping.Many(model, outputs, inputs, RowShapes.Of(model, options.Shapes)).For(options), options);
    }

    private static ReadOnlyMemory<byte> Exported(Fluent.Model model)
    {
        ArgumentNullException.ThrowIfNull(model);
        using MemoryStream bytes = new();
        model.Export(bytes);
        return bytes.ToArray();
    }
}
