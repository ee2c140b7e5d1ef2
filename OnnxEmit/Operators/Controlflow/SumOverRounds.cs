namespace OnnxEmit.Operators;

/// <summary>
/// A value of each round whose sum over all rounds one operator gives at the end: a product of matrices, whose rows are joined, or a sum.
/// </summary>
/// <param name="Slices">What to stack, from each round.</param>
/// <param name="Total">The sum over all rounds, of the stacked values.</param>
internal sealed record SumOverRounds(Value[] Slices, Func<Value[], Value> Total)
{
    /// <summary>How a value is summed over all rounds at once; null where each round has to add its own.</summary>
    public static SumOverRounds? Of(Value value) => value.Producer switch
    {
        MatMul { Inputs: [{ } a, { } b] } when a.Rank == 2 && b.Rank == 2 => Product(a, false, b, false, 1),
        Gemm { Inputs: [{ } a, { } b] } gemm => Product(
            a, Attribute(gemm, "transA") is 1L, b, Attribute(gemm, "transB") is 1L, Attribute(gemm, "alpha") as float? ?? 1),
        ReduceSum { Inputs: [{ } summed, { Content: { IsKnown: true, Rank: > 0 } axes }] } sum => new(
            [summed], stacked => Op.ReduceSum(stacked[0], Value.Constant(0), keepdims: false)
                .ReduceSum(axes.ToSizes(), keepdims: sum.Output.Rank == summed.Rank)),
        _ => null,
    };

    // Σ Aₜ·Bₜ is the product of all columns of A with all rows of B.
    private static SumOverRounds Product(Value a, bool transA, Value b, bool transB, float alpha)
    {
        (a, transA) = Untransposed(a, transA);
        (b, transB) = Untransposed(b, transB);
        return new([a, b], stacked => Op.Gemm(Rows(stacked[0], !transA), Rows(stacked[1], transB), alpha: alpha, transA: true));
    }

    private static (Value Value, bool IsTransposed) Untransposed(Value value, bool isTransposed) =>
        value.Producer is Transpose transpose ? (transpose.Inputs[0]!, !isTransposed) : (value, isTransposed);

    private static Value Rows(Value stacked, bool columns)
    {
        Value matrices = columns ? stacked.SwapLastAxes() : stacked;
        return Op.Reshape(matrices, Op.Concat(0, Value.Constant(-1), Op.Shape(matrices, 2)).OrConstant());
    }

    private static object? Attribute(Operator op, string name) => op.Attributes.FirstOrDefault(a => a.Name == name)?.Value;
}
