using Testing;

namespace OnnxEmit.Tests.Passes;

[TestClass]
public sealed class UseFasterFormsTests
{
    private static readonly TensorData Numbers = TensorData.Create<float>([9], -200, -20, -3, -0.1f, 0, 0.2f, 4, 30, 500);

    [TestMethod]
    public void Softplus_and_Mish_give_the_same_numbers_without_their_operators() => Same(x => [Op.Softplus(x), Op.Mish(x)]);

    [TestMethod]
    public void Gradients_stay_those_of_the_operators() => Same(x =>
    {
        Value y = Op.Softplus(x), z = Op.Mish(x);
        return [y, z, .. Differentiate.Gradient([y, z], [x], [x, x]).Select(g => g!)];
    });

    private static void Same(Func<Value, IReadOnlyList<Value>> build)
    {
        Value x = Value.Input(ElementType.Float, [9], "x");
        Graph graph = new([x], build(x)), faster = UseFasterForms.Apply(graph);
        Assert.IsFalse(faster.Operators.Any(op => op.OpType is "Softplus" or "Mish"));
        Dictionary<string, TensorData> feeds = new() { ["x"] = Numbers };
        TensorData[] expected = OnnxRunner.Run(graph, feeds), actual = OnnxRunner.Run(faster, feeds);
        for (int i = 0; i < expected.Length; i++)
            Assert.IsNull(Close.Difference($"output {i}", actual[i], expected[i], 1e-6, 1e-6));
    }
}
