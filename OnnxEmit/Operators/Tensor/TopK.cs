using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>
/// The k largest or smallest elements along one axis, and their places: two outputs, of the input's shape but for the axis of length k.
/// </summary>
/// <remarks>Of equal elements the one of the lower place comes first.</remarks>
/// <param name="x">Any tensor of numbers, of rank 1 or more.</param>
/// <param name="k">How many, an Int64 vector of one.</param>
/// <param name="axis">The axis; negative counts from the end.</param>
/// <param name="largest">Whether to take the largest rather than the smallest.</param>
/// <param name="sorted">Whether they come in order.</param>
[OnnxOperator(since: 11, BFloat16 = 24, ReturnsAll = true)]
public sealed partial class TopK(Value x, Value k, long axis = -1, bool largest = true, bool sorted = true) : Operator(x, k)
{
    /// <inheritdoc/>
    protected internal override int OutputCount => 2;

    /// <inheritdoc/>
    protected internal override OnnxType? InferType() => InferTypes()[0];

    /// <inheritdoc/>
    protected internal override ImmutableArray<OnnxType?> InferTypes()
    {
        int at = AxisList.Resolve(this, axis, X.Rank);
        Dim count = K.Content is [{ } known] ? known : Dim.Unknown();
        if (count.Size < 0 || count.Size > X.Shape[at].Size)
            throw new OperatorException(this, $"a k between 0 and {X.Shape[at]}", $"{count}");
        Shape shape = X.Shape.With(at, count);
        return [new TensorType(X.ElementType, shape), new TensorType(ElementType.Int64, shape)];
    }

    // Each element found passes its gradient to the place where it was found.
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => [Op.ScatterElements(X.ZerosLike(), Outputs[1], dY, axis)];
}
