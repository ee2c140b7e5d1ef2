using OnnxEmit.Operators;
using Testing;

namespace OnnxEmit.Tests.Upgrading;

/// <summary>What is written in half precision is computed in single precision, whatever says so.</summary>
[TestClass]
public class SinglePrecisionTests
{
    private static readonly TensorData Numbers = TensorData.Create<float>([3], 0.5f, -1.25f, 2);

    [TestMethod]
    [DataRow(ElementType.Float16)]
    [DataRow(ElementType.BFloat16)]
    public void Constants_and_conversions(ElementType type) => Check(
        type,
        static (x, type) => Op.Relu((x * Constant(type, 0.75f, 0.5f, -2)).Cast(ElementType.Double).Cast(type))
            + Op.CastLike(Value.Constant(3f), x));

    [TestMethod]
    [DataRow(ElementType.Float16)]
    [DataRow(ElementType.BFloat16)]
    public void Types_that_attributes_name(ElementType type) => Check(type, static (x, type) =>
        (Op.HannWindow(Value.Constant(3).Squeeze(0), type) * x)
            + Op.Cast(Op.EyeLike(Op.Zeros(Value.Constant(3, 3), ElementType.Float), type), type)
            + Op.ConstantOfShape(Value.Constant(3), Constant(type, 0.5f).Data));

    [TestMethod]
    [DataRow(ElementType.Float16)]
    [DataRow(ElementType.BFloat16)]
    public void Bodies_of_loops_and_branches(ElementType type) => Check(type, static (x, type) =>
    {
        OnnxType state = new TensorType(type, [3]);
        OnnxType round = new TensorType(ElementType.Int64, []), go = new TensorType(ElementType.Bool, []);
        Value[] looped = [.. Op.Loop(Value.Constant(TensorData.Create<long>([], 3)), null, [x], Graph.Body(
            [round, go, state], s => [s[1], (s[2] * Constant(type, 0.5f, 2, 1)) + x, s[2].Cast(ElementType.Float).Cast(type)]))];
        Value isLarge = Op.Greater(Op.ReduceSum(looped[0].Cast(ElementType.Float), keepdims: false), Value.Constant(0f));
        Graph then = new([], [looped[0] * Constant(type, 2, 2, 2)], [looped[0]]), otherwise = new([], [Op.Neg(looped[0])], [looped[0]]);
        return new If(isLarge, then, otherwise).Output + Op.ReduceSum(looped[1], Value.Constant(0), keepdims: false);
    });

    // The same network written in single precision; all of its numbers have a form in half precision.
    private static void Check(ElementType type, Func<Value, ElementType, Value> build)
    {
        Graph half = Made(type, build), single = SinglePrecision.Apply(half), expected = Made(ElementType.Float, build);
        Assert.IsFalse(All(single).SelectMany(op => op.Inputs.Concat(op.Outputs)).Concat(single.Inputs).OfType<Value>()
            .Concat(All(single).SelectMany(op => op.Subgraphs).SelectMany(g => g.Inputs))
            .Any(v => v.Type is TensorType { ElementType: ElementType.Float16 or ElementType.BFloat16 }), "something is left");
        Dictionary<string, TensorData> feeds = new() { ["x"] = Numbers };
        Assert.AreEqual(OnnxRunner.Run(expected, feeds)[0], OnnxRunner.Run(single, feeds)[0]);
    }

    private static Graph Made(ElementType type, Func<Value, ElementType, Value> build)
    {
        Value x = Value.Input(type, [3], "x"), y = build(x, type);
        y.Name = "y";
        return new([x], [y]);
    }

    private static Value Constant(ElementType type, params float[] numbers) => Value.Constant(new TensorData(
        type, [numbers.Length], numbers.SelectMany(n => TensorData.Scalar(type, n).Bytes.ToArray()).ToArray()));

    private static IEnumerable<Operator> All(Graph graph) =>
        graph.Operators.SelectMany(op => op.Subgraphs.SelectMany(All).Append(op));
}
