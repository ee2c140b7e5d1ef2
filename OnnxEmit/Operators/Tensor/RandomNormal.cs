namespace OnnxEmit.Operators;

/// <summary>Numbers drawn from a normal distribution, anew in every run.</summary>
/// <remarks>ONNX Runtime has code for the CPU up to opset 21.</remarks>
/// <param name="shape">The shape of the result.</param>
/// <param name="mean">The mean of the distribution.</param>
/// <param name="scale">Its standard deviation.</param>
/// <param name="seed">Where the random numbers start; anywhere when omitted.</param>
/// <param name="dtype">The element type of the result, a float type.</param>
[OnnxOperator(since: 1)]
public sealed partial class RandomNormal(
    long[] shape, float mean = 0f, float scale = 1f, float? seed = null, ElementType dtype = ElementType.Float) : RandomOperator
{
    /// <inheritdoc/>
    protected override ElementType ResultType => dtype;

    /// <inheritdoc/>
    protected override Shape ResultShape => Shape.Of(shape);
}
