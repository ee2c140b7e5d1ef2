namespace OnnxEmit.Operators;

/// <summary>Numbers drawn evenly between two limits, anew in every run, of the shape of another tensor.</summary>
/// <remarks>ONNX Runtime has code for the CPU up to opset 21.</remarks>
/// <param name="input">Any tensor; only its shape and type count.</param>
/// <param name="low">The lower limit.</param>
/// <param name="high">The upper limit, which is not reached.</param>
/// <param name="seed">Where the random numbers start; anywhere when omitted.</param>
/// <param name="dtype">The element type of the result, a float type; the input's when omitted.</param>
[OnnxOperator(since: 1)]
public sealed partial class RandomUniformLike(
    Value input, float low = 0f, float high = 1f, float? seed = null, ElementType? dtype = null) : RandomOperator(input)
{
    /// <inheritdoc/>
    public override int SinceVersion => Input.ElementType == ElementType.BFloat16 ? 22 : base.SinceVersion;

    /// <inheritdoc/>
    protected override ElementType ResultType => dtype ?? Input.ElementType;

    /// <inheritdoc/>
    protected override Shape? ResultShape => Input.TensorType.Shape;
}
