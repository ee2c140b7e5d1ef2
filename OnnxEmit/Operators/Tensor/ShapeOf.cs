using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>The lengths of a tensor's axes, as an Int64 vector.</summary>
/// <param name="data">Any tensor.</param>
/// <param name="start">The first axis; negative counts from the end.</param>
/// <param name="end">The axis before which to stop; all when omitted.</param>
[OnnxOperator(since: 1, Name = "Shape")]
public sealed partial class ShapeOf(Value data, long start = 0, long? end = null) : Operator(data)
{
    /// <inheritdoc/>
    public override int SinceVersion => Data.ElementType.Since(start == 0 && end is null ? 1 : 15);

    /// <inheritdoc/>
    public override string OpType => "Shape";

    /// <inheritdoc/>
    protected internal override OnnxType InferType() =>
        new TensorType(ElementType.Int64, [Data.TensorType.Shape is null ? Dim.Unknown() : Range().Length]);

    /// <inheritdoc/>
    protected internal override Shape? InferContent() => Data.TensorType.Shape is { } shape ? shape[Range().Start..Range().End] : null;

    /// <inheritdoc/>
    protected internal override ImmutableArray<Value>? OlderForm(int opset) =>
        [Op.Slice(Op.Shape(Data), Value.Constant(start), Value.Constant(end ?? long.MaxValue))];

    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => Gradients.None(1);

    private (int Start, int End, int Length) Range()
    {
        int rank = Data.Rank;
        int first = (int)Math.Clamp(start < 0 ? start + rank : start, 0, rank);
        int last = (int)Math.Clamp((end ?? rank) < 0 ? (end ?? rank) + rank : end ?? rank, first, Math.Max(first, rank));
        return (first, last, last - first);
    }
}
