using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetAdapter;

/// <summary>
/// Applies a trained model in a pipeline. The model is opened when the estimator is made, so that an unreadable one is reported there;
/// nothing is trained. Transformers of one estimator share one session of ONNX Runtime. Safe to use from several threads.
/// </summary>
public sealed class FluentEstimator : IEstimator<FluentTransformer>
{
    private readonly ModelSource model;
    private readonly ColumnMapping mapping;
    private readonly FluentOptions options;

    internal FluentEstimator(ModelSource model, ColumnMapping mapping, FluentOptions options) =>
        (this.model, this.mapping, this.options) = (model, mapping, options);

    internal ColumnMapping Mapping => mapping;

    /// <summary>Checks the columns and, unless <see cref="FluentOptions.CheckRows"/> is off, three rows.</summary>
    /// <param name="input">Data with the input columns.</param>
    /// <returns>The transformer, to be disposed when it is not needed any more.</returns>
    /// <exception cref="FluentTransformException">
    /// An input column is missing or has another type or size than the model's input, or a row's result depends on the other rows of its
    /// batch.
    /// </exception>
    public FluentTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var transformer = new FluentTransformer(model, mapping, options, input.Schema);
        try
        {
            transformer.GetOutputSchema(input.Schema);
            transformer.CheckRows(input);
            return transformer;
        }
        catch
        {
            transformer.Dispose();
            throw;
        }
    }

    /// <summary>The shape of the schema that the transformer will give; checked before a pipeline is fitted.</summary>
    /// <param name="inputSchema">The shape of the input's schema.</param>
    /// <returns>The columns of the input, replaced or followed by the model's outputs.</returns>
    /// <exception cref="FluentTransformException">An input column is missing or has another type than the model's input.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        var columns = new Dictionary<string, SchemaShape.Column>();
        foreach (SchemaShape.Column column in inputSchema)
        {
            columns[column.Name] = column;
        }

        foreach (TensorColumn tensor in mapping.Inputs)
        {
            if (!columns.TryGetValue(tensor.Column, out SchemaShape.Column column))
            {
                throw BoundColumns.Missing(tensor, columns.Keys);
            }

            bool isScalar = column.Kind is SchemaShape.Column.VectorKind.Scalar;
            string received = isScalar ? $"{column.ItemType}" : $"{column.Kind}<{column.ItemType}>";
            BoundColumns.Check(tensor, received, column.ItemType.RawType == tensor.Kind.Item.RawType, isScalar ? 1 : null);
        }

        var added = new DataViewSchema.Builder();
        foreach (TensorColumn tensor in mapping.Outputs)
        {
            added.AddColumn(tensor.Column, tensor.OutputType);
        }

        foreach (SchemaShape.Column column in Create(null, added.ToSchema()))
        {
            columns[column.Name] = column;
        }

        return new SchemaShape(columns.Values);
    }

    // The only way to a SchemaShape.Column, whose constructor is not public; ML.NET's own conversion gets kinds and annotations right.
    [UnsafeAccessor(UnsafeAccessorKind.StaticMethod, Name = "Create")]
    private static extern SchemaShape Create(SchemaShape? type, DataViewSchema schema);
}
