using Microsoft.VisualStudio.TestTools.UnitTesting;
using OnnxEmit;

namespace Fluent.Tests;

[TestClass]
public sealed class OperatorTests
{
    [TestMethod]
    public void Operators_compute_with_tensors_and_numbers_on_both_sides()
    {
        Check(x => x + x, 2, -4, 6);
        Check(x => (2 * x) - 1, 1, -5, 5);
        Check(x => 6 / x, 6, -3, 2);
        Check(x => -x, -1, 2, -3);
        Check(x => x % 2, 1, 0, 1);
        Check(x => (x * 0.5) + 1f, 1.5f, 0, 2.5f);
        Check(x => 1 - x, 0, 3, -2);
        Check(x => Ops.Power(x, 2), 1, 4, 9);
        Check(x => Ops.FloorDivide(x, 2), 0, -1, 1);
        Check(x => Ops.Maximum(x, 0) + Ops.Minimum(0, x), 1, -2, 3);
        Check(x => Ops.Square(Ops.Absolute(x)), 1, 4, 9);
        Check(x => x / Ops.Sum(x, axis: 1, keepdims: true), 0.5f, -1, 1.5f);
        Check(x => x - Ops.Mean(x, axis: -1, keepdims: true) + Ops.Max(x) + Ops.Min(x), 1 - (2 / 3f) + 1, -2 - (2 / 3f) + 1,
            3 - (2 / 3f) + 1);
    }

    [TestMethod]
    public void Comparisons_give_truth_values()
    {
        CheckTruth(x => x > 1, false, false, true);
        CheckTruth(x => 1 >= x, true, true, false);
        CheckTruth(x => (x < 0) | (x > 2), false, true, true);
        CheckTruth(x => (x <= 1) & !(x < 0), true, false, false);
        CheckTruth(x => (x < 2) ^ (x < 0), true, false, false);
        CheckTruth(x => Ops.NotEqual(x, 1), false, true, true);
        CheckTruth(x => Ops.Equal(x, 3f), false, false, true);
        CheckTruth(x => Ops.LogicalAnd(Ops.Any(x > 2, axis: 1, keepdims: true), Ops.LogicalNot(Ops.All(x > 2))), true);
    }

    [TestMethod]
    public void Numbers_take_the_type_of_the_tensor_unless_they_say_more()
    {
        Input whole = new([3], name: "whole", ElementType.Int32), truth = new([3], name: "truth", ElementType.Bool),
            half = new([3], name: "half", ElementType.Float16);
        Assert.AreEqual(ElementType.Int32, (whole + 1).ElementType);
        Assert.AreEqual(ElementType.Float, (whole + 1.0).ElementType);
        Assert.AreEqual(ElementType.Float, (whole / 2).ElementType);
        Assert.AreEqual(ElementType.Float16, (half * 2.5).ElementType);
        Assert.AreEqual(ElementType.Float16, (half * whole).ElementType);
        Assert.AreEqual(ElementType.Int32, (truth * 2).ElementType);
        Assert.AreEqual(ElementType.Int32, (truth + whole).ElementType);
    }

    [TestMethod]
    public void Division_of_integers_rounds_down()
    {
        Input x = new([2], name: "x", ElementType.Int32);
        Model model = new(x, [Ops.FloorDivide(x, 2), x % 3]);
        TensorData[] outputs = Evaluate.Outputs(model, training: false, TensorData.Create<int>([1, 2], [-3, 5]));
        CollectionAssert.AreEqual(new long[] { -2, 2 }, outputs[0].ToInt64());
        CollectionAssert.AreEqual(new long[] { 0, 2 }, outputs[1].ToInt64());
    }

    [TestMethod]
    public void Are_named_and_written_as_Keras_does()
    {
        Input x = new([3], name: "x");
        Model model = new(x, 2 * x + 1.0, name: "m");
        string json = model.ToJson();
        Assert.Contains("""{"module":"keras.src.ops.numpy","class_name":"Multiply","config":{"name":""", json);
        Assert.Contains("""},"registered_name":"Multiply",""", json);
        Assert.Contains("""{"args":[2,{"class_name":"__keras_tensor__",""", json);
        Assert.Contains(""",1.0],"kwargs":{}}""", json);
        Assert.AreEqual(json, Model.FromJson(json).ToJson());
    }

    [TestMethod]
    public void Apply_takes_layers_and_blocks()
    {
        Input x = new(3);
        Dense shared = new(3);
        Tensor y = x.Apply(shared).Apply(shared).Apply(t => t + x);
        Assert.HasCount(2, new Model(x, y).Weights);
    }

    [TestMethod]
    public void Names_what_does_not_fit()
    {
        Input x = new(3);
        Evaluate.Error("Operation 'm' expects axes from -2 to 1. Received: 2.", () => Ops.Mean(x, axis: 2, name: "m"));
        Evaluate.Error("Operation 't' expects each of its 2 axes once. Received: (0, 0).", () => Ops.Transpose(x, [0, 0], name: "t"));
        Evaluate.Error("Operation 'c' expects at least 1 tensor. Received: none.", () => Ops.Concatenate([], name: "c"));
        Evaluate.Error("Operation 'g' expects an index of at most 2 axes. Received: 3.", () => new Operations.GetItem("g")
            .Call(x, 0, 0, 0));
        Evaluate.Error("Operation 'g' expects an index from -3 to 2 along axis 1. Received: 3.", () => new Operations.GetItem("g")
            .Call(x, .., 3));
        Evaluate.Error("Operation 'a' cannot be called on Float(batch, 3), Float(batch, 4): Add expects inputs of shapes that broadcast. " +
            "Received: (batch, 3), (batch, 4).",
            () => new Operations.Add("a").Call(x, new Input(4)));
    }

    private static void Check(Func<Tensor, Tensor> build, params float[] expected)
    {
        Input x = new(3);
        Evaluate.AreClose(expected, Evaluate.Numbers(Evaluate.Output(new Model(x, build(x)), Evaluate.Data([1, 3], 1, -2, 3))));
    }

    private static void CheckTruth(Func<Tensor, Tensor> build, params bool[] expected)
    {
        Input x = new(3);
        Tensor y = build(x);
        Assert.AreEqual(ElementType.Bool, y.ElementType);
        CollectionAssert.AreEqual(expected, Evaluate.Output(new Model(x, y), Evaluate.Data([1, 3], 1, -2, 3)).AsSpan<bool>().ToArray());
    }
}
