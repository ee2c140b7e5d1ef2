using Fluent;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace MLNetAdapter;

/// <summary>A tensor of the model and the column that it is read from or written to.</summary>
internal sealed record TensorColumn
{
    private const string Ending = ".output";

    private TensorColumn(TensorInfo tensor, string column, ElementKind kind, int[] dims, bool isBatch)
    {
        Tensor = tensor;
        Column = column;
        Kind = kind;
        IsBatch = isBatch;
        RowDims = isBatch ? dims[1..] : dims;
    }

    public TensorInfo Tensor { get; }

    public string Column { get; }

    public ElementKind Kind { get; }

    /// <summary>Whether the first dimension is symbolic, so that rows can be stacked along it.</summary>
    public bool IsBatch { get; }

    /// <summary>The sizes of one row's part, without the batch; -1 where unknown.</summary>
    public int[] RowDims { get; private init; }

    /// <summary>Whether the output's one value a row makes a column of such values, and no vector.</summary>
    public bool IsScalar { get; private init; }

    /// <summary>How images fill the input, where its column is one of images.</summary>
    public ImagePlan? Image { get; private init; }

    /// <summary>How many elements a row has, or -1 where rows may differ.</summary>
    public int RowSize => Array.IndexOf(RowDims, -1) >= 0 ? -1 : RowDims.Aggregate(1, (a, b) => checked(a * b));

    /// <summary>
    /// The column that the model's output makes: ML.NET's own shape, so that a pipeline is the same before and after saving, unless
    /// scalars were asked for.
    /// </summary>
    public DataViewType OutputType => IsScalar ? Kind.Item : RowSize < 0
        ? new VectorDataViewType(Kind.Item)
        : new VectorDataViewType(Kind.Item, IsBatch ? [1, .. RowDims] : RowDims.Length > 0 ? RowDims : [1]);

    /// <summary>The column that ML.NET's OnnxTransformer makes of the output: it cuts an ending off.</summary>
    public string StockColumn => StockColumnOf(Tensor.Name);

    /// <summary>As <c>'Pixels' (tensor 'x' float[N, 4])</c>.</summary>
    public override string ToString() => $"'{Column}' (tensor {Tensor})";

    /// <summary>The tensor for a column; <paramref name="shape"/> replaces the sizes that the model leaves open.</summary>
    public static TensorColumn Create(TensorInfo tensor, string column, int[]? shape = null)
    {
        if (column.Length == 0)
        {
            throw new FluentTransformException("ApplyFluentModel", $"a column with a name for tensor {tensor}", "an empty name");
        }

        ElementKind kind = ElementKind.Of(tensor.ElementType)
            ?? throw new FluentTransformException("ApplyFluentModel", "tensors of numbers, booleans or texts", $"{tensor}");
        int[] dims = [.. tensor.Dims.Select(size => checked((int)size))];
        bool isBatch = dims.Length > 0 && dims[0] < 0 && (shape is null || shape[0] == 1);
        return new(tensor, column, kind, shape ?? dims, isBatch);
    }

    /// <summary>The column that ML.NET's OnnxTransformer makes of an output of this name.</summary>
    public static string StockColumnOf(string tensor) =>
        tensor.EndsWith(Ending, StringComparison.Ordinal) ? tensor.Replace(Ending, "", StringComparison.Ordinal) : tensor;

    /// <summary>The tensor as an output whose one value a row, where it is one, makes a scalar.</summary>
    public TensorColumn AsScalar() => this with { IsScalar = IsBatch && RowSize == 1 };

    /// <summary>The tensor with the sizes that the column's own type tells.</summary>
    /// <exception cref="FluentTransformException">Several sizes stay open.</exception>
    public TensorColumn Resolve(DataViewType type, ImageOptions images)
    {
        if (type is ImageDataViewType image)
        {
            var plan = ImagePlan.Of(this, image, images);
            return this with { Image = plan, RowDims = plan.RowDims };
        }

        TensorColumn resolved = Resolve(type);
        return resolved.RowDims.Count(size => size < 0) < 2
            ? resolved
            : throw new FluentTransformException(
                $"Input column {this}", "a column whose type tells its sizes, or FluentOptions.Shapes", $"{type}");
    }

    private TensorColumn Resolve(DataViewType type)
    {
        if (RowSize >= 0 || type is not VectorDataViewType { IsKnownSize: true } vector)
        {
            return type is PrimitiveDataViewType && RowSize < 0 ? this with { RowDims = DimsOf(1) ?? RowDims } : this;
        }

        int[] sizes = [.. vector.Dimensions];
        int[]? dims = Fitting(sizes) ?? (sizes is [1, .. var rest] ? Fitting(rest) : null) ?? DimsOf(vector.Size);
        return this with { RowDims = dims ?? RowDims };
    }

    /// <summary>A row's sizes when it has this many elements, or <c>null</c> where they do not follow.</summary>
    public int[]? DimsOf(int length)
    {
        int known = RowDims.Where(size => size >= 0).Aggregate(1, (a, b) => a * b);
        int open = RowDims.Count(size => size < 0);
        return open == 0 ? (known == length ? RowDims : null)
            : open == 1 && known > 0 && length % known == 0 ? [.. RowDims.Select(size => size < 0 ? length / known : size)]
            : null;
    }

    /// <summary>The whole tensor's shape for a number of rows.</summary>
    public long[] Shape(int rows, int[] rowDims) =>
        [.. IsBatch ? [(long)rows] : Array.Empty<long>(), .. rowDims.Select(size => (long)size)];

    private int[]? Fitting(int[] sizes) =>
        sizes.Length == RowDims.Length && sizes.Zip(RowDims).All(pair => pair.Second < 0 || pair.First == pair.Second) ? sizes : null;
}
