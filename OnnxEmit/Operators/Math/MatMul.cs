namespace OnnxEmit.Operators;

/// <summary>Multiplies the last two axes of A and B as matrices; all earlier axes broadcast.</summary>
/// <remarks>
/// A (…, n, k) and B (…, k, m) give (…, n, m). A vector on the left counts as one row, on the right as one column; that axis leaves again.
/// </remarks>
/// <param name="a">Left factor, rank 1 or more.</param>
/// <param name="b">Right factor, rank 1 or more, of A's element type.</param>
[OnnxOperator(since: 1)]
public sealed partial class MatMul(Value a, Value b) : Operator(a, b)
{
    /// <inheritdoc/>
    protected internal override ReadOnlySpan<int> ParameterInputs => [0, 1];

    // The rows of A, where its first axis is one of rows, or else of matrices; B's first axis is one of matrices or none.
    internal override bool KeepsRows(ReadOnlySpan<bool> rows) =>
        !rows[1] ? A.Rank > 1 && (B.Rank <= 2 || B.Rank < A.Rank || (B.Rank == A.Rank && B.Shape[0] == 1))
        : B.Rank > 2 && (rows[0] ? A.Rank == B.Rank : A.Rank < B.Rank || (A.Rank == B.Rank && A.Shape[0] == 1));

    /// <inheritdoc/>
    protected internal override OnnxType InferType()
    {
        if (A.Rank == 0 || B.Rank == 0)
            throw new OperatorException(this, "A and B of rank 1 or more", $"A {A.Shape}, B {B.Shape}");

        Shape left = A.Rank == 1 ? [1, .. A.Shape] : A.Shape;
        Shape right = B.Rank == 1 ? [.. B.Shape, 1] : B.Shape;
        if (!left[^1].MayEqual(right[^2]))
            throw new OperatorException(this, "as many columns in A as rows in B", $"A {A.Shape}, B {B.Shape}");
        if (A.ElementType != B.ElementType)
            throw new OperatorException(this, "A and B of one element type", $"{A.ElementType}, {B.ElementType}");

        Shape batch = Shape.TryBroadcast(left[..^2], right[..^2])
            ?? throw new OperatorException(this, "leading axes that broadcast", $"A {A.Shape}, B {B.Shape}");
        Shape rows = A.Rank == 1 ? [] : [left[^2]];
        Shape columns = B.Rank == 1 ? [] : [right[^1]];
        return new TensorType(A.ElementType, [.. batch, .. rows, .. columns]);
    }

    // dA = dY·Bᵀ and dB = Aᵀ·dY; the axes that broadcasting repeated are summed by the caller.
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs)
    {
        Value left = A.Rank == 1 ? A.Unsqueeze(0) : A;
        Value right = B.Rank == 1 ? B.Unsqueeze(-1) : B;
        if (B.Rank == 1)
            dY = dY.Unsqueeze(-1);
        if (A.Rank == 1)
            dY = dY.Unsqueeze(-2);
        return [needs[0] ? LeftGradient(dY, left, right) : null, needs[1] ? RightGradient(dY, left, right) : null];
    }

    private Value LeftGradient(Value dY, Value left, Value right)
    {
        Value dA = Op.MatMul(dY, right.SwapLastAxes()).SumTo(left);
        return A.Rank == 1 ? dA.Squeeze(0) : dA;
    }

    private Value RightGradient(Value dY, Value left, Value right)
    {
        // A shared matrix B takes its gradient in one product over all leading axes rather than one product each and a sum.
        Value dB = right.Rank == 2 && left.Rank > 2
            ? Op.MatMul(left.FlattenTo2D().SwapLastAxes(), dY.FlattenTo2D())
            : Op.MatMul(left.SwapLastAxes(), dY).SumTo(right);
        return B.Rank == 1 ? dB.Squeeze(-1) : dB;
    }
}
