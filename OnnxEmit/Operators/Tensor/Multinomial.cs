namespace OnnxEmit.Operators;

/// <summary>Classes drawn with the probabilities that rows of numbers say, anew in every run: (batch, sampleSize).</summary>
/// <remarks>ONNX Runtime has code for the CPU up to opset 21.</remarks>
/// <param name="input">Logarithms of probabilities, in any scale, (batch, classes); a float type.</param>
/// <param name="dtype">The element type of the result, Int32 or Int64.</param>
/// <param name="sampleSize">How many to draw for each row.</param>
/// <param name="seed">Where the random numbers start; anywhere when omitted.</param>
[OnnxOperator(since: 7)]
public sealed partial class Multinomial(
    Value input, ElementType dtype = ElementType.Int32, long sampleSize = 1, float? seed = null) : RandomOperator(input)
{
    /// <inheritdoc/>
    public override int SinceVersion => Input.ElementType == ElementType.BFloat16 ? 22 : 7;

    /// <inheritdoc/>
    protected override ElementType ResultType => dtype;

    /// <inheritdoc/>
    protected override Shape ResultShape => [Input.Shape[0], sampleSize];

    /// <inheritdoc/>
    protected internal override OnnxType InferType()
    {
        if (Input.Rank != 2)
            throw new OperatorException(this, "an input (batch, classes)", $"{Input.Shape}");
        return dtype is ElementType.Int32 or ElementType.Int64 ? new TensorType(dtype, ResultShape)
            : throw new OperatorException(this, "a result of Int32 or Int64", $"{dtype}");
    }
}
