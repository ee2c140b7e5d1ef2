using Microsoft.VisualStudio.TestTools.UnitTesting;
using OnnxEmit;

namespace Fluent.Tests;

[TestClass]
public sealed class RescalingTests
{
    [TestMethod]
    public void Casts_bytes_and_takes_numbers_for_each_channel()
    {
        Input x = new([1, 2], name: "x", ElementType.UInt8);
        Model model = new(x, x.Rescaling(new[] { 0.5f, 2 }, new[] { 1f, -1 }));
        Evaluate.AreClose([6, 39], Evaluate.Numbers(Evaluate.Output(model, TensorData.Create<byte>([1, 1, 2], [10, 20]))));
    }

    [TestMethod]
    public void Names_what_does_not_fit() => Evaluate.Error(
        "Layer 'r' expects 3 channels, one for each number. Received: Float(batch, 2).",
        () => new Input(2).Rescaling(new[] { 1f, 2, 3 }, name: "r"));
}
