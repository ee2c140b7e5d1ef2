using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>The upper or lower triangle of matrices; zeros elsewhere.</summary>
/// <param name="input">Matrices (…, n, m).</param>
/// <param name="k">The diagonal that bounds the triangle, an Int64 scalar: 0 the main one, 1 the next to its right; 0 when omitted.</param>
/// <param name="upper">Whether to keep what is on and right of the diagonal, rather than on and left of it.</param>
[OnnxOperator(since: 14)]
public sealed partial class Trilu(Value input, Value? k = null, bool upper = true) : Operator(input, k)
{
    /// <inheritdoc/>
    protected internal override OnnxType InferType() => Input.Rank >= 2 ? Input.TensorType
        : throw new OperatorException(this, "an input of rank 2 or more", $"{Input.Shape}");

    // Where the column is k or more places right of the row, or at most k.
    /// <inheritdoc/>
    protected internal override ImmutableArray<Value>? Decompose()
    {
        Value row = Op.Count(Op.Shape(Input, -2, -1).OrConstant()).Unsqueeze(1), column = Op.Count(Op.Shape(Input, -1).OrConstant());
        Value bound = K is null ? row : row + K.Reshape(1);
        return [Op.Where(upper ? Op.GreaterOrEqual(column, bound) : Op.LessOrEqual(column, bound), Input, Value.Scalar(0, Input))];
    }

    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => [Op.Trilu(dY, K, upper)];
}
