namespace OnnxEmit.Operators;

/// <summary>
/// Which elements along one axis are sampled at coordinates between them, and with which weights: for each coordinate the elements around
/// it, one after the other (the taps).
/// </summary>
internal sealed class SampledAxis
{
    // Keys' cubic convolution with a = −0.75, in powers of the distance: between the two inner taps and beyond them.
    private static readonly float[] Inner = [1.25f, -2.25f, 0, 1], Outer = [-0.75f, 3.75f, -6, 3];
    private static readonly float[][] Cubic = [Outer, Inner, Inner, Outer];
    private static readonly float[][] Linear = [[-1, 1], [-1, 1]];

    private readonly Value length;
    private readonly bool alignCorners;
    private readonly string padding;

    /// <summary>The elements around some coordinates.</summary>
    /// <param name="coordinates">(batch, 1, places), from −1 to 1; Float.</param>
    /// <param name="length">The length of the axis, an Int64 vector of one.</param>
    /// <param name="alignCorners">Whether −1 and 1 are the centres of the outermost elements.</param>
    /// <param name="mode">linear, nearest or cubic.</param>
    /// <param name="padding">zeros, border or reflection.</param>
    public SampledAxis(Value coordinates, Value length, bool alignCorners, string mode, string padding)
    {
        this.alignCorners = alignCorners;
        this.padding = padding;
        this.length = length.Content is [{ Size: { } size }] ? Value.Constant((float)size) : length.Cast(ElementType.Float);
        Value at = alignCorners ? (coordinates + 1) * 0.5 * (this.length - 1) : (((coordinates + 1) * this.length) - 1) * 0.5;
        if (mode == "nearest")
        {
            Value nearest = Inside(Op.Round(at));
            Weights = padding == "zeros" ? Valid(nearest) : Op.ConstantOfShape(Op.Shape(nearest).OrConstant(), Ones);
            Places = Place(nearest);
            return;
        }

        // Cubic sampling repeats the border for each tap, as PyTorch and ONNX Runtime do, rather than moving the coordinate to it.
        if (mode == "linear")
            at = Inside(at);
        float[][] powers = mode == "cubic" ? Cubic : Linear;
        int before = (powers.Length / 2) - 1;
        Value floor = Op.Floor(at), part = at - floor;
        Value taps = floor + PerTap(powers.Length, tap => tap - before);

        // The distance of a tap before the coordinate grows with the part, that of one behind shrinks.
        Value grows = PerTap(powers.Length, tap => tap <= before ? 1 : -1);
        Value distance = (part * grows) + PerTap(powers.Length, tap => Math.Abs(tap - before));
        Value weights = PerTap(powers.Length, tap => powers[tap][0]);
        for (int power = 1; power < powers[0].Length; power++)
            weights = (weights * distance) + PerTap(powers.Length, tap => powers[tap][power]);
        Weights = padding == "zeros" ? weights * Valid(taps) : weights;
        Places = Place(taps);
    }

    /// <summary>Which elements, Int64 (batch, taps, places).</summary>
    public Value Places { get; }

    /// <summary>Their weights, Float (batch, taps, places).</summary>
    public Value Weights { get; }

    private static TensorData Ones => TensorData.Create<float>([1], 1f);

    private Value Last => length - 1;

    private static Value PerTap(int taps, Func<int, float> number) =>
        Value.Constant(TensorData.Create<float>([taps, 1], [.. Enumerable.Range(0, taps).Select(number)]));

    private Value Inside(Value at) => padding switch
    {
        "border" => Clamped(at),
        "reflection" => Reflected(at),
        _ => at,
    };

    private Value Clamped(Value at) => Op.Max(Op.Min(at, Last), Value.Constant(0f));

    // Up and down between the borders: a triangle wave over the distance from the first one.
    private Value Reflected(Value at)
    {
        Value first = Value.Constant(alignCorners ? 0 : -0.5f);
        Value range = Op.Max(alignCorners ? Last : length, Value.Constant(1e-30f)), period = range * 2;
        Value distance = Op.Abs(at - first);
        return (range - Op.Abs((distance - (Op.Floor(distance / period) * period)) - range)) + first;
    }

    // Cubic taps may lie outside although the coordinate does not.
    private Value Place(Value taps) => Clamped(padding == "reflection" ? Reflected(taps) : taps).Cast(ElementType.Int64);

    private Value Valid(Value taps) => Op.And(
        Op.GreaterOrEqual(taps, Value.Constant(0f)), Op.LessOrEqual(taps, Last)).Cast(ElementType.Float);
}
