namespace OnnxEmit.Operators;

/// <summary>Shifts and scales each channel of each example to mean 0 and variance 1, then by scale and B.</summary>
/// <param name="input">Input of shape (batch, channels, …).</param>
/// <param name="scale">Factor of each channel, of shape (channels).</param>
/// <param name="b">Summand of each channel, of shape (channels).</param>
/// <param name="epsilon">What is added to the variance so that nothing is divided by 0.</param>
/// <seealso href="https://arxiv.org/abs/1607.08022"/>
[OnnxOperator(since: 6, BFloat16 = 22)]
public sealed partial class InstanceNormalization(Value input, Value scale, Value b, float epsilon = 1e-5f) : Operator(input, scale, b)
{
    /// <inheritdoc/>
    protected internal override ReadOnlySpan<int> ParameterInputs => [1, 2];

    internal override bool KeepsRows(ReadOnlySpan<bool> rows) => rows.IsOnlyFirst;

    /// <inheritdoc/>
    protected internal override OnnxType InferType()
    {
        Window.RankOf(this, Input);
        if (new[] { Scale, B }.Any(v => v.Rank != 1 || !v.Shape[0].MayEqual(Input.Shape[1])))
            throw new OperatorException(this, "one scale and B per channel", $"input {Input.Shape}; {Scale.Shape}, {B.Shape}");
        if (Inputs.Any(i => i!.ElementType != Input.ElementType))
            throw new OperatorException(this, "inputs of one element type", string.Join(", ", Inputs.Select(i => i!.ElementType)));
        return Input.TensorType;
    }

    // With x̂ the normalized input: dX = (dY − mean(dY) − x̂ · mean(dY · x̂)) · scale ÷ deviation.
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs)
    {
        Value axes = Value.Constant(Input.SpatialAxes);
        Value centred = Input - Op.ReduceMean(Input, axes);
        Value r = Op.Reciprocal(Op.Sqrt(Op.ReduceMean(centred * centred, axes) + epsilon));
        Value normalized = centred * r, product = dY * normalized;
        Value perChannel = Scale.Unsqueeze([.. Enumerable.Range(1, Input.Rank - 2).Select(axis => (long)axis)]);
        return
        [
            needs[0] ? (dY - Op.ReduceMean(dY, axes) - (normalized * Op.ReduceMean(product, axes))) * (r * perChannel) : null,
            needs[1] ? product.SumPerChannel() : null,
            needs[2] ? dY.SumPerChannel() : null,
        ];
    }
}
