namespace OnnxEmit.Operators;

/// <summary>
/// A matrix (dftLength/2 + 1, numMelBins) that sums the places of a spectrum into bands evenly spaced to the ear: overlapping triangles of
/// height 1 on the mel scale, mel(f) = 2595 · log₁₀(1 + f/700). Not differentiable.
/// </summary>
/// <param name="numMelBins">How many bands, an Int32 or Int64 scalar.</param>
/// <param name="dftLength">The length of the transform, of the type of <paramref name="numMelBins"/>.</param>
/// <param name="sampleRate">Samples a second of the signal, of the type of <paramref name="numMelBins"/>.</param>
/// <param name="lowerEdgeHertz">Where the lowest band begins, a scalar of a float type.</param>
/// <param name="upperEdgeHertz">Where the highest band ends, of the type of <paramref name="lowerEdgeHertz"/>.</param>
/// <param name="outputDatatype">The element type of the result.</param>
[OnnxOperator(since: 17)]
public sealed partial class MelWeightMatrix(
    Value numMelBins, Value dftLength, Value sampleRate, Value lowerEdgeHertz, Value upperEdgeHertz,
    ElementType outputDatatype = ElementType.Float) : Operator(numMelBins, dftLength, sampleRate, lowerEdgeHertz, upperEdgeHertz)
{
    /// <inheritdoc/>
    protected internal override OnnxType InferType()
    {
        if (Inputs.Length < 5 || Inputs.Any(input => input?.TensorType.Shape is { } shape && !shape.Elements.MayEqual(1)))
            throw new OperatorException(this, "five scalars", string.Join(", ", Inputs.Select(input => input?.TensorType)));
        return new TensorType(outputDatatype, [Places(), NumMelBins.Content is [{ } bins] ? bins : Dim.Unknown()]);
    }

    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => Gradients.None(5);

    private Dim Places() => DftLength.Content is [{ } length] ? DFT.Bins(length) : Dim.Unknown();
}
