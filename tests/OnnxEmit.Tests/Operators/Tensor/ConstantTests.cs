using OnnxEmit;
using OnnxEmit.Operators;
using Testing;

namespace OnnxEmit.Tests.Operators.Tensor;

[TestClass]
public sealed class ConstantTests
{
    [TestMethod]
    public void Holds_a_tensor() =>
        Check(TensorData.Create<float>([2, 2], [1, 2, 3, 4]), new(value: TensorData.Create<float>([2, 2], [1, 2, 3, 4])));

    [TestMethod]
    public void Holds_numbers()
    {
        Check(TensorData.Create<float>([], [1.5f]), new(valueFloat: 1.5f));
        Check(TensorData.Create<float>([2], [1, 2]), new(valueFloats: [1, 2]));
        Check(TensorData.Create<long>([], [7]), new(valueInt: 7));
        Check(TensorData.Create<long>([3], [1, 2, 3]), new(valueInts: [1, 2, 3]));
    }

    [TestMethod]
    public void Holds_text()
    {
        Check(new([], ["a"u8.ToArray()]), new(valueString: "a"));
        Check(new([2], ["a"u8.ToArray(), "ä"u8.ToArray()]), new(valueStrings: ["a", "ä"]));
    }

    [TestMethod]
    public void Holds_a_sparse_tensor()
    {
        SparseTensorData data = new(TensorData.Create<float>([2], 5, 6), TensorData.Create<long>([2], 1, 5), [2, 3]);
        Constant constant = new(sparseValue: data);
        Assert.AreEqual("Float(2, 3)", constant.Output.Type!.ToString());
        Assert.AreEqual(11, constant.SinceVersion);
        TensorData y = OnnxRunner.Run(new Graph([], [Op.Identity(constant.Output)]), new Dictionary<string, TensorData>())[0];
        CollectionAssert.AreEqual(new float[] { 0, 5, 0, 0, 0, 6 }, y.AsSpan<float>().ToArray());
    }

    [TestMethod]
    public void Integers_are_lengths() => Assert.AreEqual<Shape>([2, 3], new Constant(valueInts: [2, 3]).Output.Content!);

    [TestMethod]
    public void Names_a_missing_value() =>
        Expect.Error("Constant expects exactly one of its value attributes. Received: none.", () => new Constant().Output);

    private static void Check(TensorData expected, Constant constant)
    {
        Assert.AreEqual(expected, constant.Output.Data);
        Assert.AreEqual(expected.Type, constant.Output.Type);
        Assert.AreEqual(expected, OnnxRunner.Run(new Graph([], [constant.Output]), new Dictionary<string, TensorData>())[0]);
    }

    [TestMethod]
    public void Asks_for_the_version_that_knows_it()
    {
        Assert.AreEqual(1, new Constant(value: TensorData.Create<float>([], [1])).SinceVersion);
        Assert.AreEqual(9, new Constant(value: TensorData.Create<long>([], [1])).SinceVersion);
        Assert.AreEqual(12, new Constant(valueFloat: 1).SinceVersion);
    }
}
