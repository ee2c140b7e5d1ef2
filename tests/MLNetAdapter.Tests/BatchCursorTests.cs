using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;
using OnnxEmit;
using Testing;

namespace MLNetAdapter.Tests;

[TestClass]
public sealed class BatchCursorTests
{
    private static readonly byte[] Copy = TestModels.Identity(ElementType.Float, "N", 4);

    [TestMethod]
    public void Runs_once_a_batch()
    {
        IDataView data = Table.Floats(100, 4);
        using FluentTransformer ours = Make(32);
        IDataView scored = ours.Transform(data);
        CollectionAssert.AreEqual(Table.Texts(data, "x"), Table.Texts(scored, "y"));
        Assert.AreEqual(4, ours.Model.Runs);
    }

    [TestMethod]
    public void Runs_nothing_that_nobody_reads()
    {
        IDataView data = Table.Floats(100, 4);
        using FluentTransformer ours = Make(32);
        IDataView scored = ours.Transform(data);
        Assert.AreEqual(100, Table.Texts(scored, "Id").Length);
        using DataViewRowCursor cursor = scored.GetRowCursor(scored.Schema);
        while (cursor.MoveNext())
        {
        }

        Assert.AreEqual(0, ours.Model.Runs);
        Assert.AreEqual(100L, scored.GetRowCount() ?? 100);
    }

    [TestMethod]
    public void Keeps_the_other_columns_beside_their_rows()
    {
        IDataView data = Table.Floats(75, 4);
        using FluentTransformer ours = Make(16);
        IDataView scored = ours.Transform(data);
        Row[] rows = [.. Table.Context.Data.CreateEnumerable<Row>(scored, reuseRowObject: false)];
        for (int i = 0; i < 75; i++)
        {
            Assert.AreEqual(i, rows[i].Id);
            CollectionAssert.AreEqual(rows[i].x, rows[i].y);
            Assert.AreEqual(Table.Number(i, 0), rows[i].y[0]);
        }
    }

    [TestMethod]
    public void Reads_sparse_rows()
    {
        MLContext context = Table.Context;
        IDataView data = context.Transforms.Conversion.MapValueToKey("k", "Id")
            .Append(context.Transforms.Categorical.OneHotEncoding("x", "Id"))
            .Fit(Table.Floats(4, 1)).Transform(Table.Floats(4, 1));
        using FluentTransformer ours = Make(3);
        CollectionAssert.AreEqual(new[] { "1 0 0 0", "0 1 0 0", "0 0 1 0", "0 0 0 1" }, Table.Texts(ours.Transform(data), "y"));
    }

    [TestMethod]
    public void Serves_good_rows_before_an_error_and_the_error_at_its_own_row()
    {
        MLContext context = Table.Context;
        IDataView data = context.Data.LoadFromEnumerable(Enumerable.Range(0, 60).Select(
            i => i == 40 ? throw new InvalidOperationException("row 40 is bad") : new Row { x = [i, 0, 0, 0], y = [0, 0, 0, 0], Id = i }));
        using FluentTransformer ours = Make(32);
        IDataView scored = ours.Transform(data);
        using DataViewRowCursor cursor = scored.GetRowCursor([scored.Schema["y"]]);
        ValueGetter<VBuffer<float>> getter = cursor.GetGetter<VBuffer<float>>(scored.Schema["y"]);
        VBuffer<float> value = default;
        for (int i = 0; i < 40; i++)
        {
            Assert.IsTrue(cursor.MoveNext());
            getter(ref value);
            Assert.AreEqual(i, value.GetItemOrDefault(0));
        }

        StringAssert.Contains(Assert.Throws<Exception>(() => cursor.MoveNext()).GetBaseException().Message, "row 40 is bad");
        Assert.IsFalse(cursor.MoveNext());
    }

    [TestMethod]
    public void Reads_images_with_a_second_cursor()
    {
        MLContext context = Table.Context;
        // Made anew by every pass: who gets an image owns it.
        IDataView images = context.Data.LoadFromEnumerable(
            Enumerable.Range(0, 10).Select(i => new Picture { Image = Image((byte)i), Id = i }));
        IDataView data = context.Transforms.ExtractPixels("x", "Image", interleavePixelColors: true).Fit(images).Transform(images);
        using FluentTransformer ours = context.Transforms.ApplyFluentModel(TestModels.Identity(ElementType.Float, "N", 12)).Fit(data);
        foreach (int seed in new[] { -1, 7 })
        {
            IDataView scored = ours.Transform(data);
            using DataViewRowCursor cursor = scored.GetRowCursor(scored.Schema, seed < 0 ? null : new Random(seed));
            ValueGetter<MLImage> image = cursor.GetGetter<MLImage>(scored.Schema["Image"]);
            ValueGetter<VBuffer<float>> pixels = cursor.GetGetter<VBuffer<float>>(scored.Schema["y"]);
            ValueGetter<int> id = cursor.GetGetter<int>(scored.Schema["Id"]);
            MLImage shown = null!;
            VBuffer<float> values = default;
            int number = 0, rows = 0;
            for (; cursor.MoveNext(); rows++)
            {
                image(ref shown);
                pixels(ref values);
                id(ref number);
                Assert.AreEqual(number, shown.Pixels[0]);
                Assert.AreEqual((float)number, values.GetItemOrDefault(0));
            }

            Assert.AreEqual(10, rows);
        }

        Assert.AreEqual(1, ours.Transform(data).GetRowCursorSet(ours.Transform(data).Schema, 4).Length);
    }

    [TestMethod]
    public void Splits_into_cursors_that_share_no_row()
    {
        MLContext context = Table.Context;
        IDataView data = context.Transforms.NormalizeMinMax("x").Fit(Table.Floats(3000, 4)).Transform(Table.Floats(3000, 4));
        using FluentTransformer ours = Make(50);
        IDataView scored = ours.Transform(data);
        DataViewRowCursor[] cursors = scored.GetRowCursorSet(scored.Schema, 4);
        List<int> ids = [];
        Parallel.ForEach(cursors, cursor =>
        {
            using (cursor)
            {
                ValueGetter<int> id = cursor.GetGetter<int>(scored.Schema["Id"]);
                ValueGetter<VBuffer<float>> x = cursor.GetGetter<VBuffer<float>>(scored.Schema["x"]);
                ValueGetter<VBuffer<float>> y = cursor.GetGetter<VBuffer<float>>(scored.Schema["y"]);
                int number = 0;
                VBuffer<float> a = default, b = default;
                while (cursor.MoveNext())
                {
                    id(ref number);
                    x(ref a);
                    y(ref b);
                    CollectionAssert.AreEqual(a.DenseValues().ToArray(), b.DenseValues().ToArray());
                    lock (ids)
                    {
                        ids.Add(number);
                    }
                }
            }
        });
        CollectionAssert.AreEquivalent(Enumerable.Range(0, 3000).ToArray(), ids);
    }

    [TestMethod]
    public void Keeps_order_between_transforms_that_split()
    {
        MLContext context = Table.Context;
        IDataView data = Table.Floats(3000, 4);
        using var chain = context.Transforms.CopyColumns("z", "x")
            .Append(context.Transforms.ApplyFluentModel(Copy, "y", "z", new() { BatchSize = 50 }))
            .Append(context.Transforms.NormalizeMinMax("n", "y")).Fit(data);
        CollectionAssert.AreEqual(Enumerable.Range(0, 3000).Select(i => $"{i}").ToArray(), Table.Texts(chain.Transform(data), "Id"));
        Assert.AreEqual(3000, Table.Texts(chain.Transform(data), "n").Length);
    }

    [TestMethod]
    public void Says_what_a_getter_expects()
    {
        using FluentTransformer ours = Make(4);
        IDataView scored = ours.Transform(Table.Floats(3, 4));
        DataViewSchema.Column y = scored.Schema["y"];
        using DataViewRowCursor cursor = scored.GetRowCursor([y]);
        ValueGetter<VBuffer<float>> getter = cursor.GetGetter<VBuffer<float>>(y);
        VBuffer<float> value = default;
        Expect(
            "A getter expects its cursor to be on a row. Received: a cursor before the first or behind the last row.",
            () => getter(ref value));
        Expect("A getter of column 'y' expects the type VBuffer<Single>. Received: Single.", () => cursor.GetGetter<float>(y));
        Expect(
            "A getter expects a column that the cursor was opened with. Received: 'Id'.",
            () => cursor.GetGetter<int>(scored.Schema["Id"]));

        static void Expect(string text, Action act) => Assert.AreEqual(text, Assert.ThrowsExactly<FluentTransformException>(act).Message);
    }

    private static FluentTransformer Make(int batch) =>
        Table.Context.Transforms.ApplyFluentModel(Copy, options: new() { BatchSize = batch, CheckRows = false }).Fit(Table.Floats(1, 4));

    private static MLImage Image(byte red) =>
        MLImage.CreateFromPixels(2, 2, MLPixelFormat.Rgba32, [.. Enumerable.Repeat(new byte[] { red, 0, 0, 255 }, 4).SelectMany(p => p)]);

#pragma warning disable IDE1006 // Columns are named like tensors.
    private sealed class Row
    {
        [VectorType(4)]
        public float[] x { get; set; } = [];

        [VectorType(1, 4)]
        public float[] y { get; set; } = [];

        public int Id { get; set; }
    }

    private sealed class Picture
    {
        [ImageType(2, 2)]
        public MLImage Image { get; set; } = null!;

        public int Id { get; set; }
    }
#pragma warning restore IDE1006
}
