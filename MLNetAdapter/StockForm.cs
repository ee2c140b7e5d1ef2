using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetAdapter;

/// <summary>
/// Saves a transformer as transforms of ML.NET itself, so that a program without this library opens it: an OnnxTransformer, between
/// copies of columns where ours are not named like the tensors, which is the only naming that it knows. Tensors of half precision, which it
/// does not know, are cast where the model begins and ends: their columns are of single precision anyway.
/// </summary>
internal static class StockForm
{
    public static void Save(
        ModelSaveContext context, ModelSource model, ColumnMapping mapping, FluentOptions options, DataViewSchema? fittedTo)
    {
        // A file, not a stream: from a stream ML.NET makes a copy on disk that it never deletes.
        string file = Path.Combine(Path.GetTempPath(), $"fluent-{Guid.NewGuid():N}.onnx");
        string signature = Path.ChangeExtension(file, "io.onnx");
        try
        {
            using (FileStream stream = File.Create(file))
            {
                model.WriteTo(stream, SavedOptions.Write(options, mapping));
            }

            ITransformer stock = Make(model, file, signature, mapping, fittedTo);
            try
            {
                stock.Save(context);
            }
            finally
            {
                (stock as IDisposable)?.Dispose();
            }
        }
        catch (Exception e) when (e is not FluentTransformException)
        {
            throw new FluentTransformException("Saving", "a model that ML.NET's OnnxTransformer takes", e.GetBaseException().Message, e);
        }
        finally
        {
            File.Delete(file);
            File.Delete(signature);
        }
    }

    /// <summary>
    /// ML.NET opens a file at once and reads it again when it saves. Of the model itself it would hold a second session, and the graph as
    /// messages; so it opens one of the same inputs and outputs, which the model then replaces.
    /// </summary>
    private static ITransformer Make(ModelSource model, string file, string signature, ColumnMapping mapping, DataViewSchema? fittedTo)
    {
        File.WriteAllBytes(signature, ModelSignature.Of(model));
        ITransformer stock = Fit(signature, mapping, fittedTo);
        try
        {
            File.Move(file, signature, overwrite: true);
            return stock;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // ML.NET leaves the file open, and not every system replaces one that is.
            (stock as IDisposable)?.Dispose();
            return Fit(file, mapping, fittedTo);
        }
    }

    private static ITransformer Fit(string file, ColumnMapping mapping, DataViewSchema? fittedTo)
    {
        TransformsCatalog catalog = new MLContext().Transforms;
        BoundColumns? bound = fittedTo is null ? null : new BoundColumns(mapping, fittedTo);
        var columns = new DataViewSchema.Builder();
        HashSet<string> scalars = Scalars(bound);
        var plan = new RenamePlan(mapping, fittedTo?.Select(column => column.Name) ?? [], scalars);
        foreach ((string _, string source) in plan.Before)
        {
            // Columns kept aside are there only for their names.
            columns.AddColumn(source, NumberDataViewType.Single);
        }

        foreach (TensorColumn tensor in bound?.Inputs ?? mapping.Inputs)
        {
            columns.AddColumn(tensor.Column, scalars.Contains(tensor.Tensor.Name) ? tensor.Kind.Item : InputType(tensor));
        }

        IEstimator<ITransformer> onnx = catalog.ApplyOnnxModel(
            [.. mapping.Outputs.Select(tensor => tensor.Tensor.Name)],
            [.. mapping.Inputs.Select(tensor => tensor.Tensor.Name)],
            file,
            Shapes(mapping, bound),
            gpuDeviceId: null,
            fallbackToCpu: false,
            recursionLimit: 100);
        IEstimator<ITransformer>[] steps =
        [
            .. Copy(catalog, plan.Before),
            .. plan.Inputs.Select(pair => scalars.Contains(pair.To)
                ? (IEstimator<ITransformer>)catalog.Concatenate(pair.To, pair.From)
                : catalog.CopyColumns(pair.To, pair.From)),
            onnx,
            .. Copy(catalog, plan.Outputs), .. Copy(catalog, plan.After),
            .. plan.Dropped.Count > 0 ? [catalog.DropColumns([.. plan.Dropped])] : Array.Empty<IEstimator<ITransformer>>(),
        ];
        var view = new EmptyView(columns.ToSchema());
        var fitted = new List<ITransformer>();
        foreach (IEstimator<ITransformer> step in steps)
        {
            fitted.Add(step.Fit(view));
            view = new EmptyView(fitted[^1].GetOutputSchema(view.Schema));
        }

        return fitted.Count == 1 ? fitted[0] : new TransformerChain<ITransformer>([.. fitted]);
    }

    /// <summary>
    /// The tensors of one number a row that are read from columns of single numbers: OnnxTransformer takes vectors of one for them.
    /// </summary>
    private static HashSet<string> Scalars(BoundColumns? bound) => bound is null ? [] :
    [
        .. bound.Inputs.Zip(bound.InputColumns)
            .Where(pair => pair.First is { IsBatch: true, RowDims.Length: 0 } && pair.Second.Type is not VectorDataViewType)
            .Select(pair => pair.First.Tensor.Name),
    ];

    /// <summary>The sizes that OnnxTransformer must be told: those that the model leaves open and the columns fix.</summary>
    private static Dictionary<string, int[]> Shapes(ColumnMapping mapping, BoundColumns? bound)
    {
        var shapes = new Dictionary<string, int[]>(mapping.Shapes);
        for (int i = 0; bound is not null && i < mapping.Inputs.Count; i++)
        {
            if (mapping.Inputs[i].RowSize < 0 && bound.Inputs[i].RowSize >= 0)
            {
                TensorColumn tensor = bound.Inputs[i];
                shapes[tensor.Tensor.Name] = tensor.IsBatch ? [1, .. tensor.RowDims] : tensor.RowDims;
            }
        }

        return shapes;
    }

    private static VectorDataViewType InputType(TensorColumn tensor) =>
        tensor.RowSize < 0 ? new(tensor.Kind.Item) : new(tensor.Kind.Item, Math.Max(tensor.RowSize, 1));

    private static IEnumerable<IEstimator<ITransformer>> Copy(TransformsCatalog catalog, IEnumerable<(string To, string From)> pairs) =>
        pairs.Select(pair => catalog.CopyColumns(pair.To, pair.From));
}
