using OnnxEmit;
using OnnxEmit.Operators;
using Testing;

namespace OnnxEmit.Tests.Passes;

[TestClass]
public sealed class FoldConstantsTests
{
    private static readonly TensorData Matrix = TensorData.Create<float>([2, 3], [1, 2, 3, 4, 5, 6]);

    [TestMethod]
    public void Rearranges_constant_data_through_several_operators()
    {
        Value x = Value.Input(ElementType.Float, ["batch", 3], "x"), w = Value.Constant(Matrix, "w");
        Value y = Op.MatMul(x, Op.Concat(1, Op.Transpose(w), Op.Reshape(w, Value.Constant(3, 2))).SliceAxis(1, 1, 3));
        Graph after = Same(new Graph([x], [y]), ("x", Matrix));
        Assert.AreEqual("MatMul", Operators(after));
        CollectionAssert.AreEqual(new float[] { 4, 1, 5, 3, 6, 5 }, after.Constants.Single().Data!.AsSpan<float>().ToArray());
    }

    [TestMethod]
    public void Sees_the_data_of_a_Constant_operator()
    {
        Value x = Value.Input(ElementType.Float, [3, 2], "x");
        Graph before = new([x], [x + Op.Transpose(new Constant(value: Matrix).Output)]);
        Assert.AreEqual("Add", Operators(Same(before, ("x", Matrix.Reshape([3, 2])))));
    }

    [TestMethod]
    public void Lengths_that_are_numbers_become_constants()
    {
        Value x = Value.Input(ElementType.Float, [2, 3], "x");
        Value count = Op.Gather(Op.Shape(x), Value.Constant(TensorData.Create<long>([], [1]))).Cast(ElementType.Int32);
        Value y = Op.Reshape(x, Op.Concat(0, Op.Shape(x, 1), Value.Constant(-1)));
        Graph after = Same(new Graph([x], [y, count]), ("x", Matrix));
        Assert.AreEqual("Reshape", Operators(after));
        Assert.AreEqual(TensorData.Create<int>([], [3]), after.Outputs[1].Data);
    }

    [TestMethod]
    public void Comparisons_of_lengths_become_truth_values()
    {
        Value x = Value.Input(ElementType.Float, [2, 3], "x");
        Value equal = Op.Equal(Op.Shape(x), Value.Constant(2, 2));
        Graph after = Same(new Graph([x], [Op.Identity(equal), Op.Not(equal)]), ("x", Matrix));
        Assert.AreEqual(TensorData.Create<bool>([2], [true, false]), after.Outputs[0].Data);
    }

    [TestMethod]
    public void Lengths_with_names_stay()
    {
        Value x = Value.Input(ElementType.Float, ["batch", 3], "x");
        Graph before = new([x], [Op.Reshape(x, Op.Concat(0, Op.Shape(x), Value.Constant(1)))]);
        Assert.AreEqual("Shape, Concat, Reshape", Operators(Same(before, ("x", Matrix))));
    }

    [TestMethod]
    public void Arithmetic_on_fractions_is_left_to_the_runtime()
    {
        Value one = Value.Constant(1f);
        Assert.AreEqual("Add", Operators(FoldConstants.Apply(new Graph([], [one + one]))));
    }

    [TestMethod]
    public void Does_not_make_files_large()
    {
        Value large = Op.Expand(Value.Constant(1f), Value.Constant(1 << 20)), small = Op.Expand(Value.Constant(1f), Value.Constant(100));
        Graph after = FoldConstants.Apply(new Graph([], [large, small]));
        Assert.AreEqual("Expand", Operators(after));
        Assert.AreEqual(100, after.Outputs[1].Data!.Count);
    }

    [TestMethod]
    public void Outputs_keep_their_names()
    {
        Value y = Op.Transpose(Value.Constant(Matrix, "w"));
        y.Name = "y";
        Assert.AreEqual("y", FoldConstants.Apply(new Graph([], [y])).Outputs[0].Name);
    }

    private static Graph Same(Graph before, params (string Name, TensorData Data)[] feeds) =>
        PassCheck.Same(before, FoldConstants.Apply, feeds);

    private static string Operators(Graph graph) => PassCheck.Operators(graph);
}
