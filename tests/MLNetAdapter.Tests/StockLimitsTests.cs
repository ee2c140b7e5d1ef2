using Microsoft.ML;
using Microsoft.ML.Data;
using OnnxEmit;
using Testing;

namespace MLNetAdapter.Tests;

/// <summary>What ML.NET's OnnxTransformer cannot do, case by case, and what becomes of it here.</summary>
[TestClass]
public sealed class StockLimitsTests
{
    [TestMethod]
    public void Rows_of_unknown_length_fill_a_tensor_of_a_fixed_one()
    {
        IDataView data = Table.Vectors(NumberDataViewType.Single, 0, [1f, 2, 3, 4], [5, 6, 7, 8]);
        CollectionAssert.AreEqual(new[] { "1 2 3 4", "5 6 7 8" }, Texts(TestModels.Identity(ElementType.Float, "N", 4), data));
    }

    [TestMethod]
    public void A_column_of_fixed_length_fills_a_tensor_of_an_open_one()
    {
        IDataView data = Table.Vectors(NumberDataViewType.Single, 3, [1f, 2, 3], [4, 5, 6]);
        CollectionAssert.AreEqual(new[] { "1 2 3", "4 5 6" }, Texts(TestModels.Identity(ElementType.Float, "N", "T"), data));
    }

    [TestMethod]
    public void Tensors_without_axes_take_scalars_row_by_row()
    {
        IDataView data = Table.Scalars<float>(NumberDataViewType.Single, 4, 5, 6);
        using FluentTransformer ours = Table.Context.Transforms.ApplyFluentModel(TestModels.Identity(ElementType.Float)).Fit(data);
        CollectionAssert.AreEqual(new[] { "4", "5", "6" }, Table.Texts(ours.Transform(data), "y"));
        Assert.AreEqual(3, ours.Model.Runs);
    }

    [TestMethod]
    public void Two_samples_in_a_row_are_refused_at_once()
    {
        Assert.AreEqual(
            "Input column 'x' (tensor 'x' float[N, 4]) expects 4 values of Single a row. Received: Vector<Single, 8>.",
            Assert.ThrowsExactly<FluentTransformException>(
                () => Texts(TestModels.Identity(ElementType.Float, "N", 4), Table.Floats(2, 8))).Message);
    }

    [TestMethod]
    public void An_output_with_a_dot_in_its_name_is_a_column_of_that_name()
    {
        Value x = Value.Input(ElementType.Float, ["N", 2], "x"), y = Op.Relu(x);
        y.Name = "prob.output";
        MLContext context = Table.Context;
        IDataView data = Table.Floats(5, 2);
        var pipeline = context.Transforms.ApplyFluentModel(TestModels.Bytes([x], y))
            .Append(context.Transforms.CopyColumns("Copy", "prob.output"));
        using var ours = pipeline.Fit(data);
        string[] expected = Table.Texts(ours.Transform(data), "prob.output");
        CollectionAssert.AreEqual(expected, Table.Texts(ours.Transform(data), "Copy"));
        using MemoryStream stream = new();
        context.Model.Save(ours, data.Schema, stream);
        foreach (bool plain in new[] { true, false })
        {
            stream.Position = 0;
            ITransformer again = plain ? context.Model.Load(stream, out _) : context.Model.LoadFluent(stream, out _);
            CollectionAssert.AreEqual(expected, Table.Texts(again.Transform(data), "prob.output"));
            CollectionAssert.AreEqual(expected, Table.Texts(again.Transform(data), "Copy"));
        }

        // Stock calls the column 'prob', and so does what replaces it.
        ITransformer stock = Table.Stock(context, TestModels.Bytes([x], y), data, ["prob.output"]);
        Assert.IsNotNull(stock.GetOutputSchema(data.Schema).GetColumnOrNull("prob"));
    }

    [TestMethod]
    public void A_row_may_have_several_results_where_rows_run_one_by_one()
    {
        Value x = Value.Input(ElementType.Float, ["N", 6], "x");
        byte[] model = TestModels.Bytes([x], Op.Reshape(x, Value.Constant(TensorData.Create<long>([2], -1L, 2L))));
        MLContext context = Table.Context;
        IDataView data = Table.Floats(3, 6);
        string[] expected = Table.Texts(Table.Stock(context, model, data).Transform(data), "y");
        using FluentTransformer single = context.Transforms.ApplyFluentModel(model, options: new() { BatchSize = 1 }).Fit(data);
        CollectionAssert.AreEqual(expected, Table.Texts(single.Transform(data), "y"));
        string refused = Assert.ThrowsExactly<FluentTransformException>(() => context.Transforms.ApplyFluentModel(model).Fit(data)).Message;
        StringAssert.StartsWith(
            refused,
            "Applying the model from columns 'x' (tensor 'x' float[N, 6]) to 'y' (tensor 'y' float[3·N, 2]) "
            + "expects to run over several rows as over each of them. Received: ONNX Runtime expects to run the model to its end.");
        StringAssert.EndsWith(refused, " Set BatchSize = 1 to score row by row.");
        Assert.IsFalse(refused.Contains('\n', StringComparison.Ordinal));
    }

    [TestMethod]
    public void What_is_found_in_a_row_may_be_of_any_length()
    {
        Value x = Value.Input(ElementType.Float, [1, 3], "x");
        byte[] model = TestModels.Bytes([x], Op.Transpose(Op.NonZero(x), [1, 0]));
        IDataView data = Table.Vectors(NumberDataViewType.Single, 3, [0f, 1, 2], [0, 0, 0], [3, 4, 5], [0, 6, 0]);
        string[] expected = Table.Texts(Table.Stock(Table.Context, model, data).Transform(data), "y");
        CollectionAssert.AreEqual(new[] { "0 1 0 2", "", "0 0 0 1 0 2", "0 1" }, expected);
        CollectionAssert.AreEqual(expected, Texts(model, data));
    }

    [TestMethod]
    public void Outputs_that_nobody_wants_may_be_of_any_type()
    {
        Value x = Value.Input(ElementType.Float, ["N", 2], "x"), half = Op.Cast(x, ElementType.Float16), y = Op.Relu(x);
        (half.Name, y.Name) = ("half", "y");
        IDataView data = Table.Floats(40, 2);
        using FluentTransformer ours = Table.Context.Transforms.ApplyFluentModel(
            TestModels.Bytes([x], half, y), new Dictionary<string, string> { ["y"] = "Score" }, null).Fit(data);
        Assert.AreEqual(40, Table.Vectors(ours.Transform(data), "Score").Length);
        Assert.IsNull(ours.Transform(data).Schema.GetColumnOrNull("half"));
    }

    [TestMethod]
    public void A_file_that_was_replaced_or_deleted_does_not_change_what_is_saved()
    {
        MLContext context = Table.Context;
        IDataView data = Table.Floats(5, 8);
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder / "model.onnx", TestModels.Mlp());
        using FluentTransformer ours = context.Transforms.ApplyFluentModel(folder / "model.onnx").Fit(data);
        float[][] expected = Table.Vectors(ours.Transform(data), "y");
        File.WriteAllBytes(folder / "model.onnx", TestModels.Mlp(hidden: 3));
        File.Delete(folder / "model.onnx");
        using MemoryStream stream = new();
        context.Model.Save(ours, data.Schema, stream);
        stream.Position = 0;
        float[][] actual = Table.Vectors(context.Model.Load(stream, out _).Transform(data), "y");
        Assert.IsTrue(expected.Zip(actual).All(rows => rows.First.Zip(rows.Second).All(p => MathF.Abs(p.First - p.Second) <= 1e-5f)));
    }

    private static string[] Texts(byte[] model, IDataView data)
    {
        using FluentTransformer ours = Table.Context.Transforms.ApplyFluentModel(model).Fit(data);
        return Table.Texts(ours.Transform(data), "y");
    }
}
