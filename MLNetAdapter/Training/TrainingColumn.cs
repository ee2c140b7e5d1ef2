using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetAdapter;

/// <summary>A column that a model trains on: an input, the truth of an output, or the weights of the rows.</summary>
/// <param name="Column">The column.</param>
/// <param name="Element">The .NET type of the elements that it becomes.</param>
/// <param name="RowDims">The sizes of a row; -1 where rows may differ; null for what the column says.</param>
/// <param name="IsTruth">Whether keys are classes that count from 0.</param>
internal sealed record TrainingColumn(DataViewSchema.Column Column, Type Element, int[]? RowDims, bool IsTruth)
{
    /// <summary>Finds a column of truth or weights.</summary>
    /// <exception cref="FluentTransformException">It is not there, or holds no numbers.</exception>
    public static TrainingColumn Find(DataViewSchema schema, string role, string name, bool isTruth)
    {
        DataViewSchema.Column column = schema.GetColumnOrNull(name) ?? throw new FluentTransformException(
            $"{role} '{name}'", "to be among the columns", string.Join(", ", schema.Select(c => $"'{c.Name}'").Distinct()));
        return RowReader.CanRead(column.Type)
            ? new(column, typeof(float), null, isTruth)
            : throw new FluentTransformException($"{role} '{name}'", "numbers, keys or booleans", $"{column.Type}");
    }

    /// <summary>Reads the column where a cursor stands.</summary>
    public RowReader Open(DataViewRow row) => RowReader.Create(row, Column, Element, IsTruth);

    /// <summary>The sizes of some rows together.</summary>
    public long[] Sizes(int rows, int length)
    {
        if (RowDims is null)
        {
            return Column.Type is VectorDataViewType ? [rows, length] : [rows];
        }

        int known = RowDims.Where(size => size >= 0).Aggregate(1, (a, b) => a * b);
        return [rows, .. RowDims.Select(size => size >= 0 ? size : (long)(length / Math.Max(known, 1)))];
    }
}
