namespace OnnxEmit.Operators;

/// <summary>Numbers drawn from a normal distribution, anew in every run, of the shape of another tensor.</summary>
/// <remarks>ONNX Runtime has code for the CPU up to opset 21.</remarks>
/// <param name="input">Any tensor; only its shape and type count.</param>
/// <param name="mean">The mean of the distribution.</param>
/// <param name="scale">Its standard deviation.</param>
/// <param name="seed">Where the random numbers start; anywhere when omitted.</param>
/// <param name="dtype">The element type of the result, a float type; the input's when omitted.</param>
[OnnxOperator(since: 1)]
public sealed partial class RandomNormalLike(
    Value input, float mean = 0f, float scale = 1f, float? seed = null, ElementType? dtype = null) : RandomOperator(input)
{
    /// <inheritdoc/>
    public override int SinceVersion => Input.ElementType == ElementType.BFloat16 ? 22 : base.SinceVersion;

    /// <inheritdoc/>
    protected override ElementType ResultType => dtype ?? Input.ElementType;

    /// <inheritdoc/>
    protected override Shape? ResultShape => Input.TensorType.Shape;
}
