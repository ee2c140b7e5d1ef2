namespace OnnxEmit.Operators;

/// <summary>Local response normalization: each element divided by a power of the squares around it, across the channels.</summary>
/// <remarks>
/// Y = X ÷ (bias + alpha ÷ size · Σ X²)^beta, the sum over ⌊(size − 1) ÷ 2⌋ channels before, the own one and ⌈(size − 1) ÷ 2⌉ behind, as
/// far as there are some. Y has X's shape.
/// </remarks>
/// <param name="x">Input of shape (batch, channels, …); ONNX Runtime takes four axes, Float and an odd size only.</param>
/// <param name="size">How many channels the sum is over, 1 or more.</param>
/// <param name="alpha">Factor of the mean square.</param>
/// <param name="beta">The exponent.</param>
/// <param name="bias">What is added to the mean square.</param>
/// <seealso href="https://papers.nips.cc/paper/4824-imagenet-classification-with-deep-convolutional-neural-networks"/>
[OnnxOperator(since: 1, BFloat16 = 13)]
public sealed partial class LRN(Value x, long size, float alpha = 0.0001f, float beta = 0.75f, float bias = 1) : Operator(x)
{
    internal override bool KeepsRows(ReadOnlySpan<bool> rows) => true;

    /// <inheritdoc/>
    protected internal override OnnxType InferType()
    {
        Window.RankOf(this, X);
        return size >= 1 ? X.TensorType : throw new OperatorException(this, "a size of 1 or more", $"{size}");
    }

    // With s the sum with its bias: dX = dY · s^−beta − 2·alpha·beta ÷ size · X · Σ (dY · X · s^(−beta − 1)), summed over the elements in
    // whose neighbourhood the own one is.
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs)
    {
        Value s = (Summed(X * X, mirrored: false) * (alpha / size)) + bias;
        Value scaled = dY * Op.Pow(s, Value.Scalar(-beta, s));
        return [scaled - (X * Summed(scaled * X / s, mirrored: true) * (2 * alpha * beta / size))];
    }

    // The neighbourhood as a window along the channels. Padding counts, so that a mean times the size is the sum.
    private Value Summed(Value v, bool mirrored)
    {
        long before = (size - 1) / 2, behind = size - 1 - before;
        if (mirrored)
            (before, behind) = (behind, before);
        Value shape = Op.Concat(0, Op.Shape(v, 0, 1), Value.Constant(1), Op.Shape(v, 1, 2), Value.Constant(-1)).OrConstant();
        Value mean = Op.AveragePool(Op.Reshape(v, shape), [size, 1], pads: [before, 0, behind, 0], countIncludePad: true);
        return (mean * size).ReshapeLike(v);
    }
}
