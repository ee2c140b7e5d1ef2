using Microsoft.ML;
using Microsoft.ML.Data;
using OnnxEmit;
using Testing;

namespace MLNetAdapter.Tests;

[TestClass]
public sealed class RowShapesTests
{
    [TestMethod]
    public void Tell_sizes_that_the_column_does_not()
    {
        MLContext context = Table.Context;
        Value x = Value.Input(ElementType.Float, ["N", "H", "W"], "x");
        byte[] model = TestModels.Bytes([x], Op.ReduceSum(x, Value.Constant(TensorData.Create<long>([1], 2L)), keepdims: false));
        IDataView data = Table.Floats(40, 6);
        using FluentTransformer ours = context.Transforms.ApplyFluentModel(
            model, options: new() { Shapes = new Dictionary<string, IReadOnlyList<int>> { ["x"] = [2, 3] } }).Fit(data);
        float[][] received = Table.Vectors(ours.Transform(data), "y");
        for (int i = 0; i < 40; i++)
        {
            Assert.AreEqual(2, received[i].Length);
            Assert.AreEqual(Table.Number(i, 3) + Table.Number(i, 4) + Table.Number(i, 5), received[i][1], 1e-5f);
        }

        using MemoryStream stream = new();
        context.Model.Save(ours, data.Schema, stream);
        foreach (bool plain in new[] { true, false })
        {
            stream.Position = 0;
            ITransformer again = plain ? context.Model.Load(stream, out _) : context.Model.LoadFluent(stream, out _);
            Assert.AreEqual(received[7][0], Table.Vectors(again.Transform(data), "y")[7][0], 1e-5f);
        }
    }

    [TestMethod]
    public void Name_what_is_missing_or_does_not_fit()
    {
        byte[] model = TestModels.Identity(ElementType.Float, "N", "H", "W");
        IDataView data = Table.Floats(1, 6);
        Expect(
            "Input column 'x' (tensor 'x' float[N, H, W]) expects a column whose type tells its sizes, or FluentOptions.Shapes. "
            + "Received: Vector<Single, 6>.",
            null);
        Expect(
            "FluentOptions.Shapes expects the sizes of a row of tensor 'x' float[N, H, W]. Received: [6].",
            new Dictionary<string, IReadOnlyList<int>> { ["x"] = [6] });
        Expect(
            "FluentOptions.Shapes expects tensors of the model: 'x' float[N, H, W], 'y' float[N, H, W]. Received: 'z'.",
            new Dictionary<string, IReadOnlyList<int>> { ["z"] = [2, 3] });

        void Expect(string text, Dictionary<string, IReadOnlyList<int>>? shapes) => Assert.AreEqual(
            text,
            Assert.ThrowsExactly<FluentTransformException>(
                () => Table.Context.Transforms.ApplyFluentModel(model, options: new() { Shapes = shapes }).Fit(data)).Message);
    }
}
