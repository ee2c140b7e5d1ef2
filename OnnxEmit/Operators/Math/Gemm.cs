namespace OnnxEmit.Operators;

/// <summary>alpha · A·B + beta · C on matrices.</summary>
/// <remarks>A (n, k), B (k, m) and C, broadcast to (n, m), give (n, m).</remarks>
/// <param name="a">Left factor (n, k), or (k, n) where <paramref name="transA"/> is set.</param>
/// <param name="b">Right factor (k, m), or (m, k) where <paramref name="transB"/> is set; of A's element type.</param>
/// <param name="c">What is added, of a shape that broadcasts to (n, m); nothing when omitted.</param>
/// <param name="alpha">Scale of the product.</param>
/// <param name="beta">Scale of C.</param>
/// <param name="transA">Whether A is transposed first.</param>
/// <param name="transB">Whether B is transposed first.</param>
[OnnxOperator(since: 7)]
public sealed partial class Gemm(
    Value a,
    Value b,
    Value? c = null,
    float alpha = 1,
    float beta = 1,
    [OnnxName("transA")] bool transA = false,
    [OnnxName("transB")] bool transB = false) : Operator(a, b, c)
{
    /// <inheritdoc/>
    public override int SinceVersion => C is null ? 11 : 7;

    /// <inheritdoc/>
    protected internal override ReadOnlySpan<int> ParameterInputs => [0, 1, 2];

    internal override bool KeepsRows(ReadOnlySpan<bool> rows) =>
        rows.IsOnlyFirst && !transA && (C is null || C.Rank < 2 || C.Shape[0] == 1);

    /// <inheritdoc/>
    protected internal override OnnxType InferType()
    {
        if (A.Rank != 2 || B.Rank != 2)
            throw new OperatorException(this, "A and B of rank 2", $"A {A.Shape}, B {B.Shape}");
        if (B.ElementType != A.ElementType || (C ?? A).ElementType != A.ElementType)
            throw new OperatorException(this, "inputs of one element type", string.Join(", ", Inputs.Select(i => i!.ElementType)));

        (Dim n, Dim inA) = transA ? (A.Shape[1], A.Shape[0]) : (A.Shape[0], A.Shape[1]);
        (Dim inB, Dim m) = transB ? (B.Shape[1], B.Shape[0]) : (B.Shape[0], B.Shape[1]);
        if (!inA.MayEqual(inB))
        {
            throw new OperatorException(
                this, $"as many columns in A{(transA ? "ᵀ" : "")} as rows in B{(transB ? "ᵀ" : "")}", $"A {A.Shape}, B {B.Shape}");
        }

        TensorType type = A.Shape[0] == n && A.Shape[1] == m ? A.TensorType        // layer after layer of one width shares it
            : new(A.ElementType, [n, m]);
        Shape product = type.Shape!;
        if (C is not null && !(Shape.TryBroadcast(C.Shape, product) is [var rows, var columns] && rows.MayEqual(n) && columns.MayEqual(m)))
            throw new OperatorException(this, $"C to broadcast to {product}", $"C {C.Shape}");
        return type;
    }

    // With A' and B' the factors as they are multiplied: dA' = alpha·dY·B'ᵀ, dB' = alpha·A'ᵀ·dY, dC = beta·dY.
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) =>
    [
        !needs[0] ? null
            : transA ? Op.Gemm(B, dY, alpha: alpha, transA: transB, transB: true)
            : Op.Gemm(dY, B, alpha: alpha, transB: !transB),
        !needs[1] ? null
            : transB ? Op.Gemm(dY, A, alpha: alpha, transA: true, transB: transA)
            : Op.Gemm(A, dY, alpha: alpha, transA: !transA),
        !needs[2] ? null : beta == 1 ? dY : dY * beta,
    ];
}
