namespace OnnxEmit.Operators;

/// <summary>The determinant of each square matrix of the last two axes: (…, n, n) gives (…).</summary>
/// <remarks>The gradient takes the determinants of all n² minors, n⁵ steps: it is for small matrices, regular or singular.</remarks>
/// <param name="x">Rank 2 or more; a float type.</param>
[OnnxOperator(since: 11, BFloat16 = 22)]
public sealed partial class Det(Value x) : Operator(x)
{
    /// <inheritdoc/>
    protected internal override OnnxType InferType() => X.Rank >= 2 && X.Shape[^1].MayEqual(X.Shape[^2])
        ? new TensorType(X.ElementType, X.Shape[..^2])
        : throw new OperatorException(this, "square matrices", $"{X.Shape}");

    // The derivative of the determinant by an element is its cofactor: the signed determinant of what row and column leave.
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs)
    {
        Value size = Op.Shape(X, -1).OrConstant(), one = Value.Constant(1);
        Value places = Op.Count(size), removed = places.Unsqueeze(1), others = Op.Count((size - one).OrConstant());
        Value kept = others + Op.GreaterOrEqual(others, removed).Cast(ElementType.Int64);            // (n, n − 1): all places but one
        Value rows = Op.Gather(X, kept, X.Rank - 2);                                                // (…, n, n − 1, n)
        Value minors = Op.Gather(rows, kept, X.Rank);                                               // (…, n, n − 1, n, n − 1)
        long[] perm = [.. Enumerable.Range(0, X.Rank + 2).Select(axis => (long)axis)];
        (perm[^3], perm[^2]) = (perm[^2], perm[^3]);
        Value odd = Op.Mod(places + removed, Value.Constant(2)).Cast(X.ElementType);
        return [dY.Unsqueeze(-1, -2) * Op.Det(Op.Transpose(minors, perm)) * (1 - (odd * 2))];
    }
}
