namespace OnnxEmit.Operators;

/// <summary>The largest element of each channel: X (batch, channels, …) gives (batch, channels, 1, …).</summary>
/// <param name="x">Input of shape (batch, channels, …).</param>
[OnnxOperator(since: 1, BFloat16 = 22)]
public sealed partial class GlobalMaxPool(Value x) : Operator(x)
{
    internal override bool KeepsRows(ReadOnlySpan<bool> rows) => true;

    /// <inheritdoc/>
    protected internal override OnnxType InferType() =>
        new TensorType(X.ElementType, [.. X.Shape[..2], .. Enumerable.Repeat((Dim)1, Window.RankOf(this, X))]);

    // The elements that equal the result share its gradient.
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs)
    {
        Value largest = Op.GreaterOrEqual(X, Output).Cast(dY.ElementType);
        return [largest * (dY / largest.ReduceSum(X.SpatialAxes, keepdims: true))];
    }
}
