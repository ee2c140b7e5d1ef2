using OnnxEmit;
using OnnxEmit.Operators;
using Testing;

namespace OnnxEmit.Tests.Passes;

[TestClass]
public sealed class EliminateIdentitiesTests
{
    private static readonly TensorData Matrix = TensorData.Create<float>([2, 3], [-0.0f, 2, -3, 4, 5, 6]);
    private static readonly float[] Zeros = [0, 0, 0], NegativeZeros = [-0.0f, -0.0f, -0.0f], Ones = [1, 1, 1];

    [TestMethod]
    public void Takes_out_what_changes_nothing()
    {
        Removed(x => Op.Identity(x));
        Removed(x => new Cast(x, ElementType.Float).Output);
        Removed(x => Op.CastLike(x, Value.Constant(1f)));
        Removed(x => Op.Transpose(x, [0, 1]));
        Removed(x => Op.Reshape(x, Value.Constant(0, -1)));
        Removed(x => Op.Expand(x, Value.Constant(1, 3)));
        Removed(x => Op.Tile(x, Value.Constant(1, 1)));
        Removed(x => Op.Flatten(x));
        Removed(x => x.SliceAxis(1, 0));
        Removed(x => Op.Pad(x, Value.Constant(0, 0, 0, 0)));
        Removed(x => Op.Concat(0, x));
        Removed(x => x.Unsqueeze());
        Removed(x => Op.Dropout(x));
    }

    [TestMethod]
    public void Takes_out_arithmetic_that_is_exact()
    {
        Removed(x => x + Constant(NegativeZeros));
        Removed(x => Constant(NegativeZeros) + x);
        Removed(x => x - Constant(Zeros));
        Removed(x => x * Constant(Ones));
        Removed(x => Value.Constant(1f) * x);
        Removed(x => x / Constant(Ones));
    }

    [TestMethod]
    public void Leaves_what_changes_a_sign_a_shape_or_the_order()
    {
        Kept("Add", x => x + Constant(Zeros));
        Kept("Sub", x => x - Constant(NegativeZeros));
        Kept("Sub", x => Constant(Zeros) - x);
        Kept("Div", x => Constant(Ones) / x);
        Kept("Mul", x => x * Value.Constant(TensorData.Create<float>([1, 1, 1], [1])));
        Kept("Mul", x => x * Constant([1, 1, 2]));
        Kept("Slice", x => x.SliceAxis(1, -1, long.MinValue, -1));
        Kept("Transpose", x => Op.Transpose(x));
        Kept("Dropout", x => Op.Dropout(x, Value.Constant(0f), Value.Constant(TensorData.Create<bool>([], [true]))));
        Kept("Cast", x => x.Cast(ElementType.Double));
    }

    [TestMethod]
    public void Takes_out_reshapes_among_names_only_where_they_surely_agree()
    {
        Value x = Value.Input(ElementType.Float, ["batch", 3], "x"), shape = Value.Input(ElementType.Int64, [2], "shape");
        Graph agrees = new([x], [Op.Relu(x.Reshape(-1, 3))]), open = new([x, shape], [Op.Relu(Op.Reshape(x, shape))]);
        Assert.AreEqual("Relu", PassCheck.Operators(EliminateIdentities.Apply(agrees)));
        Assert.AreEqual("Reshape, Relu", PassCheck.Operators(EliminateIdentities.Apply(open)));
    }

    [TestMethod]
    public void Outputs_and_inputs_keep_their_names()
    {
        Value x = Value.Input(ElementType.Float, [2, 3], "x"), y = Op.Identity(x), z = Op.Identity(Op.Relu(x));
        (y.Name, z.Name) = ("y", "z");
        Graph after = PassCheck.Same(new Graph([x], [y, z]), EliminateIdentities.Apply, ("x", Matrix));
        CollectionAssert.AreEqual(new[] { "y", "z" }, after.Outputs.Select(output => output.Name).ToArray());
        Assert.AreEqual("Identity, Relu", PassCheck.Operators(after));
        Assert.AreEqual("x", after.Inputs[0].Name);
    }

    private static Value Constant(float[] row) => Value.Constant(TensorData.Create<float>([3], row));

    private static void Removed(Func<Value, Value> build) => Assert.AreEqual("Relu", Left(build));

    private static void Kept(string op, Func<Value, Value> build) => StringAssert.Contains(Left(build), op);

    private static string Left(Func<Value, Value> build)
    {
        Value x = Value.Input(ElementType.Float, [2, 3], "x");
        Graph before = new([x], [Op.Relu(build(x).Cast(ElementType.Float))]);
        return PassCheck.Operators(PassCheck.Same(before, EliminateIdentities.Apply, ("x", Matrix)));
    }
}
