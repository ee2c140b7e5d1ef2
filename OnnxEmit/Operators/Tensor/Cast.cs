namespace OnnxEmit.Operators;

/// <summary>Converts the elements to another type.</summary>
/// <param name="input">Any tensor.</param>
/// <param name="to">The type to convert to.</param>
/// <param name="saturate">Whether a conversion to an 8-bit float clamps to its range.</param>
/// <param name="roundMode">For powers of two (Float8E8M0): <c>up</c>, <c>down</c> or <c>nearest</c>.</param>
[OnnxOperator(since: 6)]
public sealed partial class Cast(Value input, ElementType to, bool saturate = true, string roundMode = "up") : Operator(input)
{
    /// <inheritdoc/>
    public override int SinceVersion =>
        System.Math.Max(to.Since(to == ElementType.String ? 9 : 6), Input.ElementType.Since(roundMode != "up" ? 24 : saturate ? 6 : 19));

    /// <inheritdoc/>
    protected internal override bool OnlyArranges => true;

    internal override bool KeepsRows(ReadOnlySpan<bool> rows) => true;

    /// <inheritdoc/>
    protected internal override OnnxType InferType() => new TensorType(to, Input.TensorType.Shape);

    /// <inheritdoc/>
    protected internal override Shape? InferContent() =>
        to == ElementType.Bool ? Content.Combine(Input, Input, (x, _) => x == 0 ? 0 : 1) : Input.Content;

    // Between floats the gradient is the identity; integers and booleans have none.
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) =>
        [Input.ElementType.IsFloat && to.IsFloat ? dY.Cast(Input.ElementType) : null];

    /// <inheritdoc/>
    protected internal override Value MoveTranspose(TransposeMove move)
    {
        ArgumentNullException.ThrowIfNull(move);
        return move.Restore(With([move.Source(0)]).Output);
    }

    /// <inheritdoc/>
    protected internal override Value? Unchanged() => Input.ElementType == to ? Input : null;
}
