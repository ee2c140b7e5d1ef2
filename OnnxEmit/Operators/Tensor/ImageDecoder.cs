namespace OnnxEmit.Operators;

/// <summary>The pixels of a picture in a file's format: UInt8 (height, width, channels). Not differentiable.</summary>
/// <remarks>BMP, JPEG, JPEG 2000, TIFF, PNG, WebP and portable any map; ONNX Runtime has no code for it.</remarks>
/// <param name="encodedStream">The bytes of the file, a UInt8 vector.</param>
/// <param name="pixelFormat"><c>RGB</c> or <c>BGR</c>, of 3 channels, or <c>Grayscale</c>, of 1.</param>
[OnnxOperator(since: 20)]
public sealed partial class ImageDecoder(Value encodedStream, string pixelFormat = "RGB") : Operator(encodedStream)
{
    /// <inheritdoc/>
    protected internal override OnnxType InferType()
    {
        if (EncodedStream.ElementType != ElementType.UInt8 || EncodedStream.Rank != 1)
            throw new OperatorException(this, "a vector of UInt8", $"{EncodedStream.TensorType}");
        if (pixelFormat is not ("RGB" or "BGR" or "Grayscale"))
            throw new OperatorException(this, "a pixel format of RGB, BGR or Grayscale", $"'{pixelFormat}'");
        return new TensorType(ElementType.UInt8, [Dim.Unknown(), Dim.Unknown(), pixelFormat == "Grayscale" ? 1 : 3]);
    }

    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => Gradients.None(1);
}
