using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Onnx;

namespace MLNetAdapter.Tests;

/// <summary>Small data, and what stands in a column of any type.</summary>
internal static class Table
{
    public static MLContext Context => new(seed: 1);

    /// <summary>A column <c>x</c> of vectors, and <c>Id</c> with the row's number.</summary>
    public static IDataView Vectors<T>(DataViewType item, int size, params T[][] rows) => Make(
        new VectorDataViewType((PrimitiveDataViewType)item, size), rows.Select((row, i) => new VectorRow<T> { x = row, Id = i }));

    /// <summary>A column <c>x</c> of single items, and <c>Id</c> with the row's number.</summary>
    public static IDataView Scalars<T>(DataViewType item, params T[] rows) =>
        Make(item, rows.Select((row, i) => new ScalarRow<T> { x = row, Id = i }));

    /// <summary>Numbers that follow a fixed rule, as vectors in column <c>x</c>.</summary>
    public static IDataView Floats(int rows, int size) => Vectors(
        NumberDataViewType.Single,
        size,
        [.. Enumerable.Range(0, rows).Select(r => Enumerable.Range(0, size).Select(i => Number(r, i)).ToArray())]);

    public static float Number(int row, int i) => MathF.Sin((row * 31) + i);

    /// <summary>Every value of a column as text, so that different types compare.</summary>
    public static string[] Texts(IDataView data, string column)
    {
        DataViewSchema.Column c = data.Schema[column];
        Type item = c.Type is VectorDataViewType vector ? vector.ItemType.RawType : c.Type.RawType;
        string method = c.Type is VectorDataViewType ? nameof(VectorTexts) : nameof(ScalarTexts);
        return (string[])typeof(Table).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(item)
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [data, c], null)!;
    }

    public static float[][] Vectors(IDataView data, string column) => [.. data.GetColumn<float[]>(column)];

    /// <summary>ML.NET's own transformer for the same model: the oracle.</summary>
    public static ITransformer Stock(MLContext context, byte[] model, IDataView data, string[]? outputs = null, string[]? inputs = null)
    {
        string file = Path.Combine(Path.GetTempPath(), $"stock-{Guid.NewGuid():N}.onnx");
        File.WriteAllBytes(file, model);
        try
        {
            OnnxScoringEstimator estimator = context.Transforms.ApplyOnnxModel(
                outputs ?? ["y"], inputs ?? ["x"], file, gpuDeviceId: null, fallbackToCpu: false);
            return estimator.Fit(data);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static IDataView Make<TRow>(DataViewType type, IEnumerable<TRow> rows)
        where TRow : class
    {
        SchemaDefinition definition = SchemaDefinition.Create(typeof(TRow));
        definition["x"].ColumnType = type;
        return Context.Data.LoadFromEnumerable(rows.ToArray(), definition);
    }

    private static string[] ScalarTexts<T>(IDataView data, DataViewSchema.Column column)
    {
        List<string> texts = [];
        using DataViewRowCursor cursor = data.GetRowCursor([column]);
        ValueGetter<T> getter = cursor.GetGetter<T>(column);
        T value = default!;
        while (cursor.MoveNext())
        {
            getter(ref value);
            texts.Add($"{value}");
        }

        return [.. texts];
    }

    private static string[] VectorTexts<T>(IDataView data, DataViewSchema.Column column)
    {
        List<string> texts = [];
        using DataViewRowCursor cursor = data.GetRowCursor([column]);
        ValueGetter<VBuffer<T>> getter = cursor.GetGetter<VBuffer<T>>(column);
        VBuffer<T> value = default;
        while (cursor.MoveNext())
        {
            getter(ref value);
            texts.Add(string.Join(" ", value.DenseValues()));
        }

        return [.. texts];
    }

#pragma warning disable IDE1006, SA1300 // Columns are named like tensors.
    private sealed class VectorRow<T>
    {
        public T[] x { get; set; } = [];

        public int Id { get; set; }
    }

    private sealed class ScalarRow<T>
    {
        public T x { get; set; } = default!;

        public int Id { get; set; }
    }
#pragma warning restore IDE1006, SA1300
}
