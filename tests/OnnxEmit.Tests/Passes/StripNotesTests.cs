using Testing;

namespace OnnxEmit.Tests.Passes;

[TestClass]
public sealed class StripNotesTests
{
    [TestMethod]
    public void Takes_documentation_and_notes_away()
    {
        Dictionary<string, string> notes = new() { ["secret"] = "path" };
        Value x = Value.Input(ElementType.Float, [2], "x"), w = Value.Constant(TensorData.Create<float>([2], 1, 2), "w");
        Value sum = Op.Add(x, w), y = Op.Relu(sum);
        (x.DocString, w.DocString, sum.DocString, y.Metadata) = ("secret", "secret", "secret", notes);
        (sum.Producer!.DocString, y.Producer!.Metadata, y.Producer.Name, y.Name) = ("secret", notes, "last", "y");
        Graph before = new([x], [y], name: "g") { DocString = "secret", Metadata = notes };

        Graph after = PassCheck.Same(before, StripNotes.Apply, ("x", TensorData.Create<float>([2], -3, 4)));
        byte[] written = new OnnxModel(after).ToBytes();
        Assert.IsFalse(System.Text.Encoding.UTF8.GetString(written).Contains("secret", StringComparison.Ordinal));
        Assert.AreEqual("last", after.Outputs[0].Producer!.Name);
        Assert.AreEqual("x y w g", $"{after.Inputs[0].Name} {after.Outputs[0].Name} {after.Constants.Single().Name} {after.Name}");
        Assert.AreEqual("secret", x.DocString);
    }
}
