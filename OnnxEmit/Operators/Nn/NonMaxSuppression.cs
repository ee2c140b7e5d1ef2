namespace OnnxEmit.Operators;

/// <summary>
/// Picks for each class the boxes of the highest scores, leaving out those that overlap a picked one: Int64 (how many, 3) of batch, class
/// and box. Not differentiable.
/// </summary>
/// <param name="boxes">(batch, boxes, 4) of Float: two corners y₁, x₁, y₂, x₂, or as <paramref name="centerPointBox"/> says.</param>
/// <param name="scores">(batch, classes, boxes) of Float.</param>
/// <param name="maxOutputBoxesPerClass">How many boxes to pick for each class at most, an Int64 scalar; none when omitted.</param>
/// <param name="iouThreshold">
/// Boxes whose intersection divided by their union is above it overlap, a Float scalar from 0 to 1; 0 when omitted.
/// </param>
/// <param name="scoreThreshold">Boxes of lower scores are left out, a Float scalar; none are when omitted.</param>
/// <param name="centerPointBox">Whether boxes are centre and size, x, y, width and height.</param>
[OnnxOperator(since: 10)]
public sealed partial class NonMaxSuppression(
    Value boxes, Value scores, Value? maxOutputBoxesPerClass = null, Value? iouThreshold = null, Value? scoreThreshold = null,
    bool centerPointBox = false) : Operator(boxes, scores, maxOutputBoxesPerClass, iouThreshold, scoreThreshold)
{
    /// <inheritdoc/>
    protected internal override OnnxType InferType()
    {
        Shape b = Boxes.Shape, s = Scores.Shape;
        if (b.Rank != 3 || s.Rank != 3 || !b[2].MayEqual(4) || !b[0].MayEqual(s[0]) || !b[1].MayEqual(s[2]))
            throw new OperatorException(this, "boxes (batch, boxes, 4) and scores (batch, classes, boxes)", $"{b}, {s}");
        return new TensorType(ElementType.Int64, [Dim.Unknown(), 3]);
    }

    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => Gradients.None(Inputs.Length);
}
