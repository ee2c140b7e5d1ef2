using System.Collections.Immutable;

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
    // 2595 · log₁₀ x = this · ln x
    private static readonly double Scale = 2595 / System.Math.Log(10);

    /// <inheritdoc/>
    protected internal override OnnxType InferType()
    {
        if (Inputs.Length < 5 || Inputs.Any(input => input?.TensorType.Shape is { } shape && !shape.Elements.MayEqual(1)))
            throw new OperatorException(this, "five scalars", string.Join(", ", Inputs.Select(input => input?.TensorType)));
        return new TensorType(outputDatatype, [Places(), NumMelBins.Content is [{ } bins] ? bins : Dim.Unknown()]);
    }

    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => Gradients.None(5);

    // In double precision, as the places are rounded down.
    /// <inheritdoc/>
    protected internal override ImmutableArray<Value>? OlderForm(int opset)
    {
        Value bands = NumMelBins.Cast(ElementType.Int64).Reshape(1), length = DftLength.Cast(ElementType.Int64).Reshape(1);
        Value low = Mel(LowerEdgeHertz), step = (Mel(UpperEdgeHertz) - low) / (bands + 2).Cast(ElementType.Double);
        Value mel = (Op.Count(bands + 2).Cast(ElementType.Double) * step) + low, hertz = (Op.Exp(mel / Scale) - 1) * 700;
        Value edges = Op.Floor((length + 1).Cast(ElementType.Double) * hertz / SampleRate.Cast(ElementType.Double));
        Value start = edges.SliceAxis(0, 0, -2), center = edges.SliceAxis(0, 1, -1), end = edges.SliceAxis(0, 2);
        Value place = Op.Count((length / 2) + 1).Cast(ElementType.Double).Unsqueeze(1), one = Value.Scalar(1, edges);
        Value rising = (place - start) / Op.Max(center - start, one), falling = (end - place) / Op.Max(end - center, one);
        Value triangle = Op.Where(Op.Equal(place, center), one, Op.Max(Op.Min(rising, falling), Value.Scalar(0, edges)));
        return [triangle.Cast(outputDatatype)];

        static Value Mel(Value hertz) => Op.Log((hertz.Cast(ElementType.Double).Reshape(1) / 700) + 1) * Scale;
    }

    private Dim Places() => DftLength.Content is [{ } length] ? DFT.Bins(length) : Dim.Unknown();
}
