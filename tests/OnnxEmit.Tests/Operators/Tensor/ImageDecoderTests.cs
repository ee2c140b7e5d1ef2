using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Tensor;

[TestClass]
public sealed class ImageDecoderTests
{
    // ONNX Runtime has no kernel for it: the ONNX project's cases say what comes out.
    [TestMethod]
    [DataRow("RGB", 3)]
    [DataRow("BGR", 3)]
    [DataRow("Grayscale", 1)]
    public void Gives_pixels(string format, int channels) => Assert.AreEqual(
        $"UInt8(?, ?, {channels})", Op.ImageDecoder(Value.Input(ElementType.UInt8, ["bytes"]), format).Type!.ToString());

    [TestMethod]
    public void Names_what_does_not_fit()
    {
        Expect.Error("ImageDecoder expects a vector of UInt8. Received: Float(5).", () => Op.ImageDecoder(Expect.Input(5)));
        Expect.Error(
            "ImageDecoder expects a pixel format of RGB, BGR or Grayscale. Received: 'CMYK'.",
            () => Op.ImageDecoder(Value.Input(ElementType.UInt8, [5]), "CMYK"));
    }
}
