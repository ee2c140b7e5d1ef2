using OnnxEmit;
using Numeric = System.Numerics.Tensors;

namespace Fluent.Tests.Training;

/// <summary>Every kind of array is data, and the same numbers give the same result whatever they come as.</summary>
[TestClass]
public sealed class DataTests
{
    private static readonly float[,] Rows = { { 1, 0, 1, 0 }, { 0, 1, 1, 0 }, { 1, 1, 0, 0 } };
    private static readonly float[] Flat = [.. Rows.Cast<float>()];

    [TestMethod]
    public void Arrays_of_every_kind_predict_alike()
    {
        Model model = Nets.Classifier();
        float[] expected = model.Predict(Rows).Values.ToArray();
        (string Kind, Data Rows)[] kinds =
        [
            ("double[,]", Map(x => (double)x)), ("int[,]", Map(x => (int)x)), ("long[,]", Map(x => (long)x)),
                ("byte[,]", Map(x => (byte)x)),
            ("short[,]", Map(x => (short)x)), ("bool[,]", Map(x => x == 1)), ("Half[,]", Map(x => (Half)x)), ("uint[,]", Map(x => (uint)x)),
            ("ulong[,]", Map(x => (ulong)x)), ("sbyte[,]", Map(x => (sbyte)x)), ("ushort[,]", Map(x => (ushort)x)),
            ("jagged", new float[][] { [1, 0, 1, 0], [0, 1, 1, 0], [1, 1, 0, 0] }),
            ("memory", Fluent.Data.FromMemory<float>(Flat, 3, 4)), ("tuple", ((ReadOnlyMemory<float>)Flat, new long[] { 3, 4 })),
            ("Tensor<float>", Numeric.Tensor.Create(Flat, [3, 4])),
            ("Tensor<int>", Numeric.Tensor.Create(Array.ConvertAll(Flat, x => (int)x), [3, 4])),
            ("Tensor<double>", Numeric.Tensor.Create(Array.ConvertAll(Flat, x => (double)x), [3, 4])),
            ("Tensor<long>", Numeric.Tensor.Create(Array.ConvertAll(Flat, x => (long)x), [3, 4])),
            ("Tensor<byte>", Numeric.Tensor.Create(Array.ConvertAll(Flat, x => (byte)x), [3, 4])),
            ("Tensor<short>", Data.FromTensor(Numeric.Tensor.Create(Array.ConvertAll(Flat, x => (short)x), [3, 4]))),
            ("TensorData", TensorData.Create<float>([3, 4], Flat)), ("by name", new Dictionary<string, Data> { ["x"] = Rows }),
            ("list of one", Data.Create([Rows])),
        ];
        foreach ((string kind, Data data) in kinds)
            CollectionAssert.AreEqual(expected, model.Predict(data).Values.ToArray(), kind);
    }

    [TestMethod]
    public void Parts_of_tensors_are_copied_where_they_are_not_dense()
    {
        Model model = Nets.Classifier();
        Numeric.Tensor<float> wide = Numeric.Tensor.Create([.. Enumerable.Range(0, 15).Select(i => (float)i)], [3, 5]);
        float[,] part = { { 0, 1, 2, 3 }, { 5, 6, 7, 8 }, { 10, 11, 12, 13 } };
        CollectionAssert.AreEqual(model.Predict(part).Values.ToArray(), model.Predict(wide.Slice([0..3, 0..4])).Values.ToArray());
    }

    [TestMethod]
    public void Images_of_bytes_train()
    {
        Input image = new([4, 4, 3], "image");
        Model model = new(image, image.Rescaling(1f / 255).Conv2D(2, 3).Flatten().Dense(2, Activations.Softmax));
        model.Compile("sgd", "sparse_categorical_crossentropy");
        byte[,,,] images = new byte[5, 4, 4, 3];
        images[1, 2, 3, 1] = 200;
        float[,,,] floats = new float[5, 4, 4, 3];
        floats[1, 2, 3, 1] = 200;
        Assert.AreEqual(model.Evaluate(floats, new[] { 0, 1, 0, 1, 0 })["loss"],
            model.Evaluate(images, new byte[] { 0, 1, 0, 1, 0 })["loss"]);
        model.Fit(images, new[] { 0L, 1, 0, 1, 0 }, batchSize: 2, verbose: 0);
        Assert.AreEqual(5, model.Predict(images).Count);
    }

    [TestMethod]
    public void Labels_of_every_kind_count_alike()
    {
        Model model = Nets.Classifier();
        double expected = model.Evaluate(Rows, new[] { 0, 2, 1 })["loss"];
        Data[] kinds =
        [
            new long[] { 0, 2, 1 }, new byte[] { 0, 2, 1 }, new float[] { 0, 2, 1 }, new double[] { 0, 2, 1 }, new short[] { 0, 2, 1 },
            new int[,] { { 0 }, { 2 }, { 1 } }, new float[][] { [0], [2], [1] }, new ulong[] { 0, 2, 1 }, new sbyte[] { 0, 2, 1 },
        ];
        foreach (Data labels in kinds)
            Assert.AreEqual(expected, model.Evaluate(Rows, labels)["loss"], 1e-7, labels.Arrays[0].ElementType.ToString());
    }

    private static T[,] Map<T>(Func<float, T> convert)
    {
        T[,] mapped = new T[3, 4];
        for (int i = 0; i < 12; i++)
            mapped[i / 4, i % 4] = convert(Flat[i]);
        return mapped;
    }
}
