namespace OnnxEmit.Operators;

/// <summary>Numbers drawn evenly between two limits, anew in every run.</summary>
/// <remarks>ONNX Runtime has code for the CPU up to opset 21.</remarks>
/// <param name="shape">The shape of the result.</param>
/// <param name="low">The lower limit.</param>
/// <param name="high">The upper limit, which is not reached.</param>
/// <param name="seed">Where the random numbers start; anywhere when omitted.</param>
/// <param name="dtype">The element type of the result, a float type.</param>
[OnnxOperator(since: 1)]
public sealed partial class RandomUniform(
    long[] shape, float low = 0f, float high = 1f, float? seed = null, ElementType dtype = ElementType.Float) : RandomOperator
{
    /// <inheritdoc/>
    protected override ElementType ResultType => dtype;

    /// <inheritdoc/>
    protected override Shape ResultShape => Shape.Of(shape);
}
