namespace OnnxEmit.Operators;

/// <summary>Where the samples of each region's bins lie along one axis.</summary>
internal sealed class RoiAxis
{
    private readonly Value length;
    private readonly Value counts;
    private readonly Value at;
    private readonly Value? counted;
    private readonly Value inside;
    private readonly long bins;

    /// <summary>The samples.</summary>
    /// <param name="start">Where each region starts, (R, 1).</param>
    /// <param name="size">How long it is, (R, 1).</param>
    /// <param name="axisLength">The length of the images' axis, an Int64 vector of one.</param>
    /// <param name="bins">Into how many bins each region is divided.</param>
    /// <param name="ratio">How many samples a bin has; as many as it covers elements where 0.</param>
    public RoiAxis(Value start, Value size, Value axisLength, long bins, long ratio)
    {
        this.bins = bins;
        length = axisLength;
        Value one = Value.Constant(1f), zero = Value.Constant(0f), count = length.Cast(ElementType.Float);
        Value bin = (size / bins).Unsqueeze(2);
        Value wanted = Op.Ceil(bin);
        counts = ratio > 0 ? Value.Constant((float)ratio) : Op.Max(wanted, one);
        Value most = ratio > 0 ? Value.Constant(ratio) : Op.ReduceMax(counts, keepdims: false).Reshape(1).Cast(ElementType.Int64);
        Value sample = Op.Count(most).Cast(ElementType.Float);
        Value place = Op.Count(Value.Constant(bins)).Cast(ElementType.Float).Unsqueeze(1);
        Value all = start.Unsqueeze(2) + (place * bin) + ((sample + 0.5) * (bin / counts));                        // (R, bins, samples)
        counted = ratio > 0 ? null : Op.Less(sample, wanted);
        inside = Op.And(Op.GreaterOrEqual(all, Value.Constant(-1f)), Op.LessOrEqual(all, count)).Cast(ElementType.Float);
        at = Op.Min(Op.Max(all, zero), count - 1);
    }

    /// <summary>What each element weighs in the mean of each bin's samples, (R, bins, length).</summary>
    public Value Means
    {
        get
        {
            Value elements = Op.Count(length).Cast(ElementType.Float);
            Value near = Op.Max(1 - Op.Abs(at.Unsqueeze(-1) - elements), Value.Constant(0f));
            Value taking = counted is null ? inside : inside * counted.Cast(ElementType.Float);
            return (near * taking.Unsqueeze(-1)).ReduceSum([2]) / counts;
        }
    }

    /// <summary>The largest of the weighted elements that each bin's samples are made from, along the last axis.</summary>
    /// <param name="images">(R, channels, …, length).</param>
    /// <returns>(R, channels, …, bins).</returns>
    public Value Largest(Value images)
    {
        Value low = Op.Floor(at), part = at - low, last = length.Cast(ElementType.Float) - 1;
        Value taps = Op.Concat(-1, low, Op.Min(low + 1, last)), weights = Op.Concat(-1, (1 - part) * inside, part * inside);
        Value shape = Op.Concat(0, Op.Shape(images, 0, -1), Value.Constant(1)).OrConstant();
        Value places = Op.Expand(taps.Reshape(0, -1).Cast(ElementType.Int64).Unsqueeze(1, 2), shape);
        Value picked = Op.GatherElements(images, places, -1) * weights.Reshape(0, -1).Unsqueeze(1, 2).Cast(images.ElementType);

        Value apart = picked.Reshape(0, 0, 0, bins, -1), lowest = Value.Scalar(double.NegativeInfinity, apart);
        if (counted is not null)
            apart = Op.Where(Op.Concat(-1, counted, counted).Unsqueeze(1, 2), apart, lowest);
        Value largest = Op.ReduceMax(apart, Value.Constant(-1), keepdims: false);
        if (counted is null)
            return largest;

        // A region of no length has no samples: 0.
        return Op.Where(Op.Equal(largest, lowest), Value.Scalar(0, largest), largest);
    }
}
