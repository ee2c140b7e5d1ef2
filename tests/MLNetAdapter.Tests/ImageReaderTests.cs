using Fluent;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;
using OnnxEmit;
using Testing;

namespace MLNetAdapter.Tests;

[TestClass]
public sealed class ImageReaderTests
{
    private static readonly MLImage Tile = Image(2, 3, 0);

    // Images of any size: the attribute knows only those of one.
    static ImageReaderTests() => DataViewTypeManager.Register(new ImageDataViewType(), typeof(MLImage));

    [TestMethod]
    [DataRow(ImageResizingEstimator.ResizingKind.IsoCrop, false)]
    [DataRow(ImageResizingEstimator.ResizingKind.IsoPad, false)]
    [DataRow(ImageResizingEstimator.ResizingKind.Fill, true)]
    public void Gives_what_resized_and_extracted_pixels_give(ImageResizingEstimator.ResizingKind resizing, bool last)
    {
        byte[] model = last ? TestModels.Identity(ElementType.Float, "N", 5, 6, 3) : TestModels.Identity(ElementType.Float, "N", 3, 5, 6);
        MLContext context = Table.Context;
        IDataView expected = context.Transforms.ResizeImages("small", 6, 5, "Image", resizing)
            .Append(context.Transforms.ExtractPixels(
                "x", "small", interleavePixelColors: last, offsetImage: 100, scaleImage: 0.5f,
                orderOfExtraction: ImagePixelExtractingEstimator.ColorsOrder.ABGR))
            .Fit(Images(20)).Transform(Images(20));
        FluentOptions options = new()
        {
            Images = new() { Resizing = resizing, Mean = [100], Scale = [0.5f], Order = ChannelOrder.Bgr }, BatchSize = 7,
        };
        using FluentTransformer ours = context.Transforms.ApplyFluentModel(model, "y", "Image", options).Fit(Images(20));
        float[][] received = Table.Vectors(ours.Transform(Images(20)), "y");
        foreach ((float[] a, float[] b) in Table.Vectors(expected, "x").Zip(received, (a, b) => (a, b)))
        {
            CollectionAssert.AreEqual(a, b);
        }

        Assert.AreEqual(20, received.Length);
    }

    [TestMethod]
    public void Normalizes_each_channel_and_reads_either_pixel_format()
    {
        FluentOptions options = new()
        {
            Images = new() { Layout = DataFormat.ChannelsFirst, Mean = [10, 20, 30], Scale = [1, 0.5f, 0.25f] },
        };
        MLImage[] both =
        [
            MLImage.CreateFromPixels(1, 1, MLPixelFormat.Rgba32, [20, 40, 70, 255]),
            MLImage.CreateFromPixels(1, 1, MLPixelFormat.Bgra32, [70, 40, 20, 255]),
        ];
        CollectionAssert.AreEqual(
            new[] { "10 10 10", "10 10 10" }, Texts(TestModels.Identity(ElementType.Float, "N", 3, 1, 1), options, both));
    }

    [TestMethod]
    public void Fills_tensors_of_every_kind_of_number_and_channels()
    {
        MLImage image = MLImage.CreateFromPixels(1, 1, MLPixelFormat.Rgba32, [20, 40, 70, 200]);
        Check("20 40 70", TestModels.Identity(ElementType.UInt8, "N", 1, 1, 3), new() { Layout = DataFormat.ChannelsLast });
        Check("20 40 70", TestModels.Identity(ElementType.Float16, "N", 3, 1, "W"), new()
        {
            Height = 1, Width = 1, Layout = DataFormat.ChannelsFirst,
        });
        Check("20 40 70 200", TestModels.Identity(ElementType.Int64, "N", 4, "H", "W"), new());
        Check("37", TestModels.Identity(ElementType.Float, "N", 1, 1), new());          // 0.299 · 20 + 0.587 · 40 + 0.114 · 70 = 37.44
        Check("37", TestModels.Identity(ElementType.Float, "N", 1, 1), new() { Order = ChannelOrder.Bgr });
        Check("70 40 20", TestModels.Identity(ElementType.Float, "N", "C", "H", "W"), new()
        {
            Order = ChannelOrder.Bgr, Layout = DataFormat.ChannelsFirst,
        });

        void Check(string expected, byte[] model, ImageOptions images) =>
            CollectionAssert.AreEqual(new[] { expected }, Texts(model, new() { Images = images }, image));
    }

    [TestMethod]
    public void Runs_images_of_one_size_together_where_the_model_takes_any()
    {
        // Two sizes with equally many pixels: they must not share a run.
        MLImage[] images = [.. Enumerable.Range(0, 12).Select(i => i % 3 == 0 ? Image(2, 6, i) : Image(3, 4, i))];
        IDataView data = Of(images);
        using FluentTransformer ours = Table.Context.Transforms.ApplyFluentModel(
            TestModels.Identity(ElementType.Float, "N", 3, "H", "W"), "y", "Image", new() { CheckRows = false }).Fit(data);
        float[][] received = Table.Vectors(ours.Transform(data), "y");
        for (int i = 0; i < 12; i++)
        {
            Assert.AreEqual(36, received[i].Length);
            Assert.AreEqual(images[i].Pixels[images[i].PixelFormat is MLPixelFormat.Bgra32 ? 2 : 0], received[i][0]);
        }

        Assert.AreEqual(2, ours.Model.Runs);
    }

    [TestMethod]
    public void Serves_engines_and_keeps_the_images_of_others()
    {
        MLContext context = Table.Context;
        IDataView data = Images(9);
        using FluentTransformer ours = context.Transforms.ApplyFluentModel(
            TestModels.Identity(ElementType.Float, "N", 2, 2, 3), "y", "Image").Fit(data);
        float[][] expected = Table.Vectors(ours.Transform(data), "y");
        using PredictionEngine<Picture, Pixels> engine = context.Model.CreatePredictionEngine<Picture, Pixels>(
            ours, new PredictionEngineOptions { OwnsTransformer = false });
        for (int i = 0; i < 9; i++)
        {
            using MLImage image = Image(5, 7, i);
            CollectionAssert.AreEqual(expected[i], engine.Predict(new() { Image = image }).y);
            Assert.AreEqual(5, image.Width);
        }

        // The same images again: a pass owns none of them.
        MLImage[] kept = [Image(5, 7, 0), Image(2, 2, 1)];
        IDataView again = Of(kept);
        CollectionAssert.AreEqual(Table.Texts(ours.Transform(again), "y"), Table.Texts(ours.Transform(again), "y"));
        Assert.AreEqual(7, kept[0].Height);
    }

    [TestMethod]
    public void Comes_back_by_our_own_load()
    {
        MLContext context = Table.Context;
        IDataView data = Images(5);
        FluentOptions options = new()
        {
            Images = new()
            {
                Resizing = ImageResizingEstimator.ResizingKind.Fill, CropAnchor = ImageResizingEstimator.Anchor.Left, Mean = [1, 2, 3],
                Scale = [0.5f], Order = ChannelOrder.Bgr, Layout = DataFormat.ChannelsLast,
            },
        };
        using FluentTransformer ours = context.Transforms.ApplyFluentModel(
            TestModels.Identity(ElementType.Float, "N", 2, 4, 3), "Pixels", "Image", options).Fit(data);
        using MemoryStream stream = new();
        context.Model.Save(ours, data.Schema, stream);
        stream.Position = 0;
        ITransformer again = context.Model.LoadFluent(stream, out _);
        CollectionAssert.AreEqual(Table.Texts(ours.Transform(data), "Pixels"), Table.Texts(again.Transform(data), "Pixels"));
        stream.Position = 0;
        ITransformer plain = context.Model.Load(stream, out _);
        StringAssert.Contains(Assert.Throws<Exception>(() => plain.Transform(data)).GetBaseException().Message, "got Image");
    }

    [TestMethod]
    public void Takes_part_in_pipelines()
    {
        MLContext context = Table.Context;
        var pipeline = context.Transforms.CopyColumns("Copy", "Id")
            .Append(context.Transforms.ApplyFluentModel(TestModels.Identity(ElementType.Float, "N", 2, 2, 3), "Features", "Image"));
        using var fitted = pipeline.Fit(Images(6));
        Assert.AreEqual(12, Table.Vectors(fitted.Transform(Images(6)), "Features")[0].Length);
    }

    [TestMethod]
    public void Names_what_does_not_fit()
    {
        const string Column = "Input column 'Image' (tensor 'x' float";
        Expect(
            Column + "[N, 5]) expects numbers of [height, width] or [height, width, channels] in any order for images. Received: Image.",
            new(), "N", 5);
        Expect(
            Column + "[N, 3, 4, 3]) expects ImageOptions.Layout, as its sizes do not tell where the channels are. Received: Image.",
            new(), "N", 3, 4, 3);
        Expect(
            Column + "[N, 2, 4, 4]) expects 1, 3 or 4 channels for images. Received: 2 by ImageOptions.Layout.",
            new() { Layout = DataFormat.ChannelsFirst }, "N", 2, 4, 4);
        Expect(
            Column + "[N, 8, 8, 3]) expects images of its own size. Received: 4 pixels by ImageOptions.",
            new() { Height = 4 }, "N", 8, 8, 3);
        Expect(
            Column + "[N, 8, W, 3]) expects both a height and a width, of the tensor, the column or ImageOptions. Received: Image.",
            new(), "N", 8, "W", 3);
        Expect(
            Column + "[N, 8, 8, 3]) expects one number or 3 for ImageOptions.Mean. Received: 2.",
            new() { Mean = [1, 2] }, "N", 8, 8, 3);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new ImageOptions { Width = 0 });
        Assert.AreEqual(
            "Input column 'Image' (tensor 'x' float[N, 2, 2, 3]) expects an image a row. Received: none in row 1.",
            Assert.ThrowsExactly<FluentTransformException>(() => Texts(
                TestModels.Identity(ElementType.Float, "N", 2, 2, 3), new() { CheckRows = false }, Tile, null!)).Message);
        StringAssert.StartsWith(
            Assert.ThrowsExactly<FluentTransformException>(() => Texts(
                TestModels.Identity(ElementType.UInt8, "N", 2, 2, 3), new() { Images = new() { Mean = [1] } }, Tile)).Message,
            "Input column 'Image' (tensor 'x' uint8[N, 2, 2, 3]) expects pixels that ImageOptions bring into the range of its elements. ");

        static void Expect(string text, ImageOptions images, params Dim[] shape)
        {
            byte[] model = TestModels.Identity(ElementType.Float, shape);
            Assert.AreEqual(text, Assert.ThrowsExactly<FluentTransformException>(
                () => Texts(model, new() { Images = images }, Tile)).Message);
        }
    }

    private static string[] Texts(byte[] model, FluentOptions options, params MLImage[] images)
    {
        using FluentTransformer ours = Table.Context.Transforms.ApplyFluentModel(model, "y", "Image", options).Fit(Of(images));
        return Table.Texts(ours.Transform(Of(images)), "y");
    }

    private static IDataView Of(params MLImage[] images) =>
        Table.Context.Data.LoadFromEnumerable(images.Select((image, i) => new Picture { Image = image, Id = i }).ToArray());

    // Made anew by every pass: ML.NET's own transforms dispose what they get.
    private static IDataView Images(int count) => Table.Context.Data.LoadFromEnumerable(
        Enumerable.Range(0, count).Select(i => new Picture { Image = Image(5, 7, i), Id = i }));

    private static MLImage Image(int width, int height, int seed) => MLImage.CreateFromPixels(
        width, height, seed % 2 == 0 ? MLPixelFormat.Rgba32 : MLPixelFormat.Bgra32,
        [.. Enumerable.Range(0, 4 * width * height).Select(i => i % 4 == 3 ? (byte)255 : (byte)((i * 37) + (seed * 11)))]);

    private sealed class Picture
    {
        public MLImage Image { get; set; } = null!;

        public int Id { get; set; }
    }

    private sealed class Pixels
    {
#pragma warning disable IDE1006, SA1300 // The column is named like the tensor.
        public float[] y { get; set; } = [];
#pragma warning restore IDE1006, SA1300
    }
}
