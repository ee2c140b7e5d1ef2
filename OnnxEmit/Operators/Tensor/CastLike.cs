using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>The elements converted to the element type of another tensor.</summary>
/// <param name="input">Any tensor.</param>
/// <param name="targetType">A tensor of the wanted element type; only the type counts.</param>
/// <param name="saturate">For 8-bit floats: whether what is out of range becomes the largest number.</param>
/// <param name="roundMode">For powers of two (Float8E8M0): <c>up</c>, <c>down</c> or <c>nearest</c>.</param>
[OnnxOperator(since: 15)]
public sealed partial class CastLike(Value input, Value targetType, bool saturate = true, string roundMode = "up")
    : Operator(input, targetType)
{
    /// <inheritdoc/>
    public override int SinceVersion =>
        System.Math.Max(TargetType.ElementType.Since(15), Input.ElementType.Since(roundMode != "up" ? 24 : saturate ? 15 : 19));

    /// <inheritdoc/>
    protected internal override OnnxType InferType() => new TensorType(TargetType.ElementType, Input.TensorType.Shape);

    /// <inheritdoc/>
    protected internal override Shape? InferContent() => Input.Content;

    /// <inheritdoc/>
    protected internal override ImmutableArray<Value>? Decompose() => [new Cast(Input, TargetType.ElementType, saturate, roundMode).Output];

    /// <inheritdoc/>
    protected internal override Value MoveTranspose(TransposeMove move) =>
        move.Restore(Op.CastLike(move.Source(0), TargetType, saturate, roundMode));

    /// <inheritdoc/>
    protected internal override Value? Unchanged() => Input.ElementType == TargetType.ElementType ? Input : null;
}
