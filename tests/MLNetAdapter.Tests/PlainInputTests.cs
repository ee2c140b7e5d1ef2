using Microsoft.ML;
using Microsoft.ML.Data;
using OnnxEmit;
using Testing;

namespace MLNetAdapter.Tests;

/// <summary>
/// One row at a time is read where it is run. A column may give other memory instead of filling the one it is given, and then does with
/// this what it likes.
/// </summary>
[TestClass]
public sealed class PlainInputTests
{
    [TestMethod]
    public void A_row_is_read_however_the_column_gives_it()
    {
        MLContext context = Table.Context;
        IDataView data = Table.Floats(1, 3);
        using FluentTransformer transformer = context.Transforms
            .ApplyFluentModel(TestModels.Identity(ElementType.Float, "N", 3)).Fit(data);
        using Column column = new(data.Schema);
        using DataViewRow row = ((ITransformer)transformer).GetRowToRowMapper(data.Schema).GetRow(
            column, ((ITransformer)transformer).GetOutputSchema(data.Schema).Where(c => c.Name == "y"));
        ValueGetter<VBuffer<float>> getter = row.GetGetter<VBuffer<float>>(row.Schema["y"]);
        VBuffer<float> y = default;
        foreach (Way way in new[] { Way.Fills, Way.Fills, Way.Exchanges, Way.Fills, Way.Exchanges, Way.IsSparse, Way.Fills, Way.IsSparse })
        {
            column.Next(way);
            getter(ref y);
            CollectionAssert.AreEqual(column.Expected, y.DenseValues().ToArray(), $"{way}");
        }
    }

    private enum Way
    {
        Fills,
        Exchanges,
        IsSparse,
    }

    private sealed class Column(DataViewSchema schema) : DataViewRow
    {
        private VBuffer<float> own;
        private Way way;
        private long position = -1;

        public float[] Expected { get; private set; } = [];

        public override long Position => position;

        public override long Batch => 0;

        public override DataViewSchema Schema => schema;

        public void Next(Way next)
        {
            (way, position) = (next, position + 1);
            Expected = way == Way.IsSparse ? [0, position, 0] : [position, position + 1, position + 2];
            if (own.Length > 0)
                VBufferEditor.CreateFromBuffer(ref own).Values.Fill(-1);               // what it was given in exchange is its own
        }

        public override bool IsColumnActive(DataViewSchema.Column column) => true;

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new((ulong)position, 0);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => (ValueGetter<TValue>)(Delegate)Get;

        private ValueGetter<VBuffer<float>> Get => (ref VBuffer<float> value) =>
        {
            if (way == Way.Fills)
            {
                VBufferEditor<float> editor = VBufferEditor.Create(ref value, 3);
                Expected.CopyTo(editor.Values);
                value = editor.Commit();
                return;
            }

            VBuffer<float> given = way == Way.IsSparse ? new(3, 1, [position], [1]) : new(3, [.. Expected]);
            (own, value) = (value, given);
        };
    }
}
