using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>Each different element, or each different slice along an axis, once. Not differentiable.</summary>
/// <remarks>
/// Four outputs: the elements or slices; where each stood first, (how many); for each of the input its place among them; how often each
/// stood there, (how many). Those that are not wanted may be left out from the end.
/// </remarks>
/// <param name="x">Any tensor.</param>
/// <param name="axis">The axis of the slices; negative counts from the end. When omitted the input counts as one row of elements.</param>
/// <param name="sorted">Whether they come in ascending order rather than as they first stood.</param>
/// <param name="outputs">How many outputs, 1 to 4.</param>
[OnnxOperator(since: 11, BFloat16 = 28)]
public sealed partial class Unique(Value x, long? axis = null, bool sorted = true, int outputs = 1) : Operator(x)
{
    /// <inheritdoc/>
    protected internal override OnnxType? InferType() => InferTypes()[0];

    /// <inheritdoc/>
    protected internal override ImmutableArray<OnnxType?> InferTypes()
    {
        Dim found = Dim.Unknown();
        int? at = axis is { } given ? AxisList.Resolve(this, given, X.Rank) : null;
        Shape slices = at is { } place ? X.Shape.With(place, found) : [found];
        TensorType each = new(ElementType.Int64, [found]);
        TensorType back = new(ElementType.Int64, [at is { } from ? X.Shape[from] : X.TensorType.Shape?.Elements ?? Dim.Unknown()]);
        ImmutableArray<OnnxType?> types = [new TensorType(X.ElementType, slices), each, back, each];
        return outputs is >= 1 and <= 4 ? types[..outputs] : throw new OperatorException(this, "one to four outputs", $"{outputs}");
    }

    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => Gradients.None(1);
}
