using OnnxEmit;

namespace Fluent;

/// <summary>A metric that is the weighted mean of a value for each sample.</summary>
/// <param name="name">Its name in logs and history; made from its class when null.</param>
public abstract class MeanMetric(string? name) : Metric(name)
{
    /// <summary>Writes the value of each sample as ONNX operators.</summary>
    /// <param name="yTrue">What is true, of any type.</param>
    /// <param name="yPred">What the model gives.</param>
    protected abstract Value Values(Value yTrue, Value yPred);

    /// <inheritdoc/>
    protected internal override IReadOnlyList<Value> Statistics(Value yTrue, Value yPred, Value? sampleWeight)
    {
        Value values = Values(yTrue, yPred).Cast(ElementType.Float);
        if (sampleWeight is null)
            return [values.Rank == 0 ? values : Op.ReduceSum(values, keepdims: false), LossShapes.Count(values)];

        // A weight per sample weighs the mean of that sample's values.
        Value weight = LossShapes.ToRankOf(sampleWeight.Cast(values.ElementType), values);
        if (values.Rank > weight.Rank)
        {
            long[] inner = [.. Enumerable.Range(weight.Rank, values.Rank - weight.Rank).Select(axis => (long)axis)];
            values = Op.ReduceMean(values, Value.Constant(inner), keepdims: false);
        }

        return [Op.ReduceSum(values * weight, keepdims: false), Op.ReduceSum(weight.ExpandLike(values), keepdims: false)];
    }

    /// <inheritdoc/>
    protected internal override double Result(IReadOnlyList<double[]> sums)
    {
        ArgumentNullException.ThrowIfNull(sums);
        return sums[1][0] == 0 ? 0 : sums[0][0] / sums[1][0];
    }
}
