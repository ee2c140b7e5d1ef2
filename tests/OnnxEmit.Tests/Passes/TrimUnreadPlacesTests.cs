using Testing;

namespace OnnxEmit.Tests.Passes;

[TestClass]
public sealed class TrimUnreadPlacesTests
{
    private static readonly Value X = Value.Input(ElementType.Float, [2, 28, 27, 3], "x");
    private static readonly Value W = Value.Constant(Feed.Random([4, 3, 3, 3]).Data);
    private static readonly Value V = Value.Constant(Feed.Random([5, 4, 3, 3]).Data);

    // 28 → 26 → 13 → 11 → 5 places: the last pooling reads 10, the second convolution 12, the first pooling 24, the first convolution 26.
    [TestMethod]
    public void Cuts_the_input_to_what_the_windows_read()
    {
        Value image = Op.Transpose(X, [0, 3, 1, 2]);
        Value y = Op.MaxPool(Op.Relu(Op.Conv(Op.MaxPool(Op.Relu(Op.Conv(image, W)), [2, 2], [2, 2]), V)), [2, 2], [2, 2]);
        Graph after = Check(y);
        Assert.AreEqual("Slice Transpose Conv Relu MaxPool Conv Relu MaxPool", string.Join(' ', after.Operators.Select(op => op.OpType)));
        Assert.AreEqual("(2, 26, 26, 3)", $"{after.Operators[0].Output.Shape}");
        Assert.AreEqual("(2, 5, 10, 10)", $"{after.Operators[^1].Inputs[0]!.Shape}");
    }

    [TestMethod]
    public void Leaves_what_another_reader_wants_whole()
    {
        Value image = Op.Transpose(X, [0, 3, 1, 2]), conv = Op.Conv(image, W);
        Value mean = Op.ReduceMean(conv, Value.Constant(2, 3), keepdims: true);
        Graph after = Check(Op.MaxPool(conv, [4, 4], [4, 4]) + mean);
        Assert.AreEqual("Transpose Conv MaxPool ReduceMean Add", string.Join(' ', after.Operators.Select(op => op.OpType)));
    }

    [TestMethod]
    public void Leaves_what_is_padded_behind()
    {
        Value image = Op.Transpose(X, [0, 3, 1, 2]);
        Graph after = Check(Op.MaxPool(Op.Conv(image, W, pads: [1, 1, 1, 1]), [5, 5], [5, 5]));
        Assert.AreEqual("Transpose Conv MaxPool", string.Join(' ', after.Operators.Select(op => op.OpType)));
    }

    [TestMethod]
    public void Counts_padding_before_and_strides()
    {
        Value image = Op.Transpose(X, [0, 3, 1, 2]);
        Graph after = Check(Op.MaxPool(Op.Conv(image, W, strides: [2, 3], pads: [1, 2, 0, 0]), [2, 2], [2, 2]));
        Assert.AreEqual("(2, 28, 22, 3)", $"{after.Operators[0].Output.Shape}");
    }

    private static Graph Check(Value y)
    {
        y.Name = "y";
        Graph before = new([X], [y]), after = TrimUnreadPlaces.Apply(before);
        Dictionary<string, TensorData> feeds = new() { ["x"] = Feed.Random([2, 28, 27, 3], seed: 5).Data };
        Assert.AreEqual(OnnxRunner.Run(before, feeds)[0], OnnxRunner.Run(after, feeds)[0]);
        return after;
    }
}
