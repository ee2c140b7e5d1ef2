namespace OnnxEmit.Operators;

/// <summary>What the losses on classes share: scores (N, C, d…), labels (N, d…), a weight for each class, and the reduction.</summary>
internal static class ClassLoss
{
    /// <summary>The type of the loss: the labels' shape without a reduction, a scalar with one.</summary>
    /// <exception cref="OperatorException">The inputs or the reduction do not fit.</exception>
    public static TensorType InferType(Operator op, Value scores, Value labels, Value? weights, string reduction)
    {
        if (scores.Rank < 2 || labels.Rank != scores.Rank - 1)
            throw new OperatorException(op, "scores (N, C, d…) and labels (N, d…)", $"{scores.Shape}, {labels.Shape}");
        Shape samples = [scores.Shape[0], .. scores.Shape[2..]];
        if (samples.Zip(labels.Shape).Any(pair => !pair.First.MayEqual(pair.Second)))
            throw new OperatorException(op, "scores (N, C, d…) and labels (N, d…)", $"{scores.Shape}, {labels.Shape}");
        if (labels.ElementType is not (ElementType.Int32 or ElementType.Int64))
            throw new OperatorException(op, "labels of type Int64 or Int32", $"{labels.ElementType}");
        if (weights is not null && (weights.Rank != 1 || !weights.Shape[0].MayEqual(scores.Shape[1])))
            throw new OperatorException(op, "one weight for each class", $"scores {scores.Shape}, weights {weights.Shape}");
        if (weights is not null && weights.ElementType != scores.ElementType)
            throw new OperatorException(op, "scores and weights of one element type", $"{scores.ElementType}, {weights.ElementType}");
        return reduction switch
        {
            "none" => new(scores.ElementType, [.. samples.Zip(labels.Shape, (a, b) => a.Unify(b))]),
            "mean" or "sum" => new(scores.ElementType, Shape.Scalar),
            _ => throw new OperatorException(op, "a reduction of 'none', 'mean' or 'sum'", $"'{reduction}'"),
        };
    }
}
