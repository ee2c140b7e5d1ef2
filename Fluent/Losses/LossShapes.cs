using OnnxEmit;

namespace Fluent;

/// <summary>Keras's rules for bringing truth, weights and masks to the shape of the values, and for reducing these.</summary>
internal static class LossShapes
{
    /// <summary>A trailing axis of length 1 is left out, or put in, so that the ranks agree.</summary>
    public static Value ToRankOf(Value x, Value like) =>
        x.Rank == like.Rank + 1 && x.Shape[^1] == 1 ? x.Squeeze(-1)
        : x.Rank == like.Rank - 1 && like.Shape[^1] == 1 ? x.Unsqueeze(-1)
        : x;

    /// <summary>As <see cref="ToRankOf"/>; a single number for each row becomes a row of one where the truth has such rows.</summary>
    public static (Value Truth, Value Predictions) ToOneRank(Value yTrue, Value yPred) =>
        yPred.Rank == 1 && yTrue.Rank == 2 && yTrue.Shape[^1] == 1 ? (yTrue, yPred.Unsqueeze(-1)) : (ToRankOf(yTrue, yPred), yPred);

    /// <summary>The weighted values as one number.</summary>
    public static Value Reduce(Value values, LossReduction reduction, Value? sampleWeight, Value? mask)
    {
        Value? weight = Weight(values, reduction, sampleWeight, mask);
        Value weighted = weight is null ? values : values * weight;
        Value sum = weighted.Rank == 0 ? weighted : Op.ReduceSum(weighted, keepdims: false);
        return reduction switch
        {
            LossReduction.Sum or LossReduction.None => sum,
            LossReduction.MeanWithSampleWeight when weight is not null =>
                sum / NotZero(Op.ReduceSum(weight, keepdims: false)),
            _ => weighted.Rank == 0 ? sum : sum / Count(weighted),
        };
    }

    /// <summary>What each value is multiplied by, of sample weights and mask; null where there are none.</summary>
    public static Value? Weight(Value values, LossReduction reduction, Value? sampleWeight, Value? mask)
    {
        Value? weight = sampleWeight is null ? null : Broadcastable(sampleWeight.Cast(values.ElementType), values);
        if (mask is null)
            return weight;

        // A mean over valid values only: their weight makes up for those left out.
        Value keep = ToRankOf(mask, values).Cast(values.ElementType);
        if (reduction is LossReduction.SumOverBatchSize or LossReduction.Mean)
            keep = keep * (Count(keep) / Op.Max(Op.ReduceSum(keep, keepdims: false), Value.Scalar(1e-7, keep)));
        keep = Broadcastable(keep, values);
        return weight is null ? keep : weight * keep;
    }

    /// <summary>A weight with axes of length 1 behind it, so that it broadcasts over the values of each sample.</summary>
    public static Value Broadcastable(Value weight, Value values)
    {
        weight = ToRankOf(weight, values);
        return weight.Rank >= values.Rank ? weight
            : weight.Unsqueeze([.. Enumerable.Range(weight.Rank, values.Rank - weight.Rank).Select(axis => (long)axis)]);
    }

    /// <summary>Labels without a trailing axis of length 1 that predictions have classes on: one axis less than these.</summary>
    public static Value ToLabels(Value yTrue, Value yPred) => yTrue.Rank == yPred.Rank && yTrue.Shape[^1] == 1 ? yTrue.Squeeze(-1) : yTrue;

    // Where nothing weighs anything the mean is 0, not a division by it.
    private static Value NotZero(Value sum) => Op.Where(Op.Equal(sum, Value.Scalar(0, sum)), Value.Scalar(1, sum), sum);

    /// <summary>How many values there are, as a number of their type.</summary>
    public static Value Count(Value values) => values.Shape.Elements.Size is { } count
        ? Value.Scalar(count, values)
        : Op.ReduceProd(Op.Shape(values), keepdims: false).Cast(values.ElementType);
}
