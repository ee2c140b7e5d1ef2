namespace OnnxEmit.Operators;

/// <summary>The mean of each channel over all places: X (batch, channels, …) gives (batch, channels, 1, …).</summary>
/// <param name="x">Input of shape (batch, channels, …).</param>
[OnnxOperator(since: 1, BFloat16 = 22)]
public sealed partial class GlobalAveragePool(Value x) : Operator(x)
{
    internal override bool KeepsRows(ReadOnlySpan<bool> rows) => true;

    /// <inheritdoc/>
    protected internal override OnnxType InferType() =>
        new TensorType(X.ElementType, [.. X.Shape[..2], .. Enumerable.Repeat((Dim)1, Window.RankOf(this, X))]);

    // Each place gets its share of the gradient of the mean.
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs)
    {
        long places = X.Shape[2..].Elements.Size
            ?? throw new OperatorException(this, "spatial axes of known length, to be differentiated", $"X {X.Shape}");
        return [(dY * (1.0 / places)).ExpandLike(X)];
    }
}
