using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>1 with the probability that the input says, element by element, and 0 else: drawn anew in every run.</summary>
/// <param name="input">Probabilities from 0 to 1, of any shape; a float type.</param>
/// <param name="dtype">The element type of the result, a number or Bool; the input's when omitted.</param>
/// <param name="seed">Where the random numbers start; anywhere when omitted.</param>
[OnnxOperator(since: 15)]
public sealed partial class Bernoulli(Value input, ElementType? dtype = null, float? seed = null) : RandomOperator(input)
{
    /// <inheritdoc/>
    public override int SinceVersion => Input.ElementType == ElementType.BFloat16 ? 22 : 15;

    /// <inheritdoc/>
    protected override ElementType ResultType => dtype ?? Input.ElementType;

    /// <inheritdoc/>
    protected override Shape? ResultShape => Input.TensorType.Shape;

    /// <inheritdoc/>
    protected override bool IsAllowed => ResultType.IsFloat || ResultType.IsInteger || ResultType == ElementType.Bool;

    /// <inheritdoc/>
    protected internal override ImmutableArray<Value>? Decompose() =>
        [Op.Less(Op.RandomUniformLike(Input, seed: seed), Input).Cast(ResultType)];

    // ONNX Runtime has no code of its own, but writes it out as ONNX's definition does, which draws 0 where this draws 1.
    /// <inheritdoc/>
    protected internal override Value? Faster() => Decompose()!.Value[0];
}
