using OnnxEmit;
using OnnxEmit.Operators;
using Testing;

namespace OnnxEmit.Tests.Operators.Nn;

[TestClass]
public sealed class DropoutTests
{
    [TestMethod]
    public void Passes_everything_on_outside_training()
    {
        OperatorHarness.Check([Feed.Random([2, 3])], v => Op.Dropout(v[0]));
        OperatorHarness.Check([Feed.Random([2, 3]), Feed.Plain([], 0.3f).AsConstant()], v => Op.Dropout(v[0], v[1], seed: 3));
        OperatorHarness.Check([Feed.Random([2, 3, 4])], v => [.. new Dropout(v[0], outputs: 2).Outputs]);
        OperatorHarness.Check([Feed.Random([2, 3, 4]), Feed.Plain([], 0.3f), Feed.Plain([], false)],
            v => [.. new Dropout(v[0], v[1], v[2], outputs: 2).Outputs]);
    }

    [TestMethod]
    [DataRow(true, 0.25f)]
    [DataRow(false, 0.25f)]
    [DataRow(true, null)]
    public void Passes_the_gradient_of_what_it_kept(bool constant, float? ratio)
    {
        TensorData trains = TensorData.Create<bool>([], true), numbers = TensorData.Create<float>([1000], [.. Enumerable.Repeat(2f, 1000)]);
        Value x = Value.Input(ElementType.Float, [1000], "x");
        Value training = constant ? Value.Constant(trains) : Value.Input(ElementType.Bool, [], "training");
        Dropout dropout = new(x, ratio is { } r ? Value.Constant(r) : null, training, seed: 5, outputs: 2);
        Value dX = Differentiate.Gradient(dropout.Output, [x])[0]!;
        Dictionary<string, TensorData> feeds = new() { ["x"] = numbers, ["training"] = trains };
        TensorData[] results = OnnxRunner.Run(new Graph(constant ? [x] : [x, training], [dropout.Output, dX]), feeds);
        float[] y = results[0].AsSpan<float>().ToArray(), gradient = results[1].AsSpan<float>().ToArray();
        float kept = 1 - (ratio ?? 0.5f);
        Assert.AreEqual(kept, y.Count(n => n != 0) / 1000f, 0.05f);
        for (int i = 0; i < y.Length; i++)
        {
            Assert.AreEqual(y[i] / 2, gradient[i], 1e-6f);
            Assert.IsTrue(y[i] == 0 || System.Math.Abs(y[i] - (2 / kept)) < 1e-5f);
        }
    }

    [TestMethod]
    public void Names_what_does_not_fit()
    {
        Value x = Value.Input(ElementType.Float, [2, 3]), always = Value.Constant(TensorData.Create<bool>([], true));
        Expect("Dropout expects its mask as second output, to be differentiated in training. Received: one output.",
            () => Differentiate.Gradient(Op.Dropout(x, null, always), [x])[0]!);
        Expect("Dropout expects one output or two. Received: 3.", () => new Dropout(x, outputs: 3).Output);

        static void Expect(string message, Func<Value> build) =>
            Assert.AreEqual(message, Assert.ThrowsExactly<OperatorException>(build).Message);
    }
}
