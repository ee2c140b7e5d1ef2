using OnnxEmit;

namespace Fluent;

/// <summary>Multiplies by a factor and adds an offset: <c>x · scale + offset</c>, such as bytes to [0, 1].</summary>
/// <remarks>Output of the input's shape; other numbers than floating-point ones are cast. Several factors stand along the last
/// axis.</remarks>
/// <param name="scale">The factor, or one for each channel.</param>
/// <param name="offset">What is added, or one number for each channel; 0 when omitted.</param>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class Rescaling(Factors scale, [Default("0")] Factors? offset = null, string? name = null) : FloatLayer(name)
{
    /// <inheritdoc/>
    protected internal override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override Value Lower(Value x, LayerCall call)
    {
        Value y = x * Along(Scale, x, call);
        return Offset is [0] ? y : y + Along(Offset, x, call);
    }

    private static Value Along(Factors numbers, Value x, LayerCall call)
    {
        if (numbers.IsSingle)
            return Value.Scalar(numbers[0], x);
        if (!x.Shape[^1].MayEqual(numbers.Count))
            throw call.Expects($"{numbers.Count} channels, one for each number");
        return Value.Constant(TensorData.Create<float>([numbers.Count], [.. numbers])).Cast(x.ElementType);
    }
}
