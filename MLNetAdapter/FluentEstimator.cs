using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

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
        var transformer = new FluentTransformer(model, mapping.With(Classes(Label(input.Schema))), options, input.Schema);
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

            if (column.ItemType is ImageDataViewType image)
            {
                ImagePlan.Of(tensor, image, options.Images);
                continue;
            }

            bool isScalar = column.Kind is SchemaShape.Column.VectorKind.Scalar;
            string received = isScalar ? $"{column.ItemType}" : $"{column.Kind}<{column.ItemType}>";
            BoundColumns.Check(tensor, received, column.ItemType.RawType == tensor.Kind.Item.RawType, isScalar ? 1 : null);
        }

        var added = new DataViewSchema.Builder();
        BoundColumns.AddColumns(mapping.With(Classes(Label(columns))), added);
        foreach (SchemaShape.Column column in Create(null, added.ToSchema()))
        {
            columns[column.Name] = column;
        }

        return new SchemaShape(columns.Values);
    }

    private ClassColumns? Classes(Func<string, (KeyNames? Names, int Count)?> label) =>
        options.Classes is { } classes ? ClassColumns.Resolve(classes, mapping.Outputs, label) : null;

    private static Func<string, (KeyNames? Names, int Count)?> Label(DataViewSchema schema) => name =>
        schema.GetColumnOrNull(name) is { Type: KeyDataViewType key } label ? (KeyNames.From(label), checked((int)key.Count)) : null;

    /// <summary>A shape tells which type the names have, and neither how many there are nor which.</summary>
    private static Func<string, (KeyNames? Names, int Count)?> Label(Dictionary<string, SchemaShape.Column> columns) => name =>
        !columns.TryGetValue(name, out SchemaShape.Column label) || !label.IsKey ? null
        : label.Annotations.FirstOrDefault(column => column.Name == KeyNames.KeyValues) is { ItemType: { } item }
            ? (KeyNames.Unknown(item), -1)
            : (null, -1);

    // The only way to a SchemaShape.Column, whose constructor is not public; ML.NET's own conversion gets kinds and annotations right.
    [UnsafeAccessor(UnsafeAccessorKind.StaticMethod, Name = "Create")]
    internal static extern SchemaShape Create(SchemaShape? type, DataViewSchema schema);
}
