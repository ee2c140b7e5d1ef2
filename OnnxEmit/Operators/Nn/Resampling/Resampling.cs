namespace OnnxEmit.Operators;

/// <summary>
/// How Resize computes elements from their neighbours along one axis: in single precision and step by step as ONNX Runtime rounds.
/// </summary>
internal sealed class Resampling
{
    private const long MostElements = 1 << 23;

    private readonly Operator op;
    private readonly Func<Axis, float, float> coordinate;
    private readonly Func<Axis, float, IEnumerable<(long Place, float Weight)>> neighbours;
    private readonly bool crops;

    /// <summary>The way of resampling that the attributes name.</summary>
    /// <exception cref="OperatorException">One of them is not known.</exception>
    public Resampling(
        Operator op, string mode, string coordinateMode, string nearestMode, float cubicA, bool excludeOutside, bool antialias)
    {
        this.op = op;
        crops = coordinateMode == "tf_crop_and_resize";
        coordinate = Coordinate(coordinateMode) ?? throw new OperatorException(
            op, "a coordinate_transformation_mode of ONNX, such as half_pixel or align_corners", coordinateMode);
        Func<float, float> round = Rounding(nearestMode) ?? throw new OperatorException(
            op, "nearest_mode to be round_prefer_floor, round_prefer_ceil, floor or ceil", nearestMode);
        neighbours = (mode, antialias) switch
        {
            ("nearest", _) => (axis, at) => [(axis.Clamp((long)round(at)), 1)],
            ("linear", false) => Linear,
            ("linear", true) => (axis, at) => Averaged(axis, at, radius: 1, d => Math.Max(1 - Math.Abs(d), 0), excludeOutside),
            ("cubic", false) => (axis, at) => Cubic(axis, at, cubicA, excludeOutside),
            ("cubic", true) => (axis, at) => Averaged(axis, at, radius: 2, d => CubicWeight(d, cubicA), excludeOutside),
            _ => throw new OperatorException(op, "mode to be nearest, linear or cubic", mode),
        };
    }

    /// <summary>The linear map along one axis, a matrix of output × input numbers.</summary>
    /// <param name="input">The length before.</param>
    /// <param name="output">The length after.</param>
    /// <param name="scale">How many times longer it becomes: not always the quotient of the lengths.</param>
    /// <param name="start">Where the resampled part starts, as a fraction.</param>
    /// <param name="end">Where it ends.</param>
    /// <exception cref="OperatorException">It would be too large.</exception>
    public float[] Map(long input, long output, float scale, float start, float end)
    {
        Axis axis = new(input, output, scale, start, end);
        if (input > MostElements / Math.Max(output, 1))
        {
            throw new OperatorException(
                op, $"axes of at most {MostElements:N0} elements before times after, where it is written as a matrix",
                $"{input:N0} and {output:N0}");
        }

        float[] map = new float[input * output];
        for (long row = 0; row < output; row++)
        {
            float at = scale == 1 ? row : coordinate(axis, row);           // as the runtime, which crops no axis of the same length
            if (crops && (at < 0 || at > input - 1))
                continue;                              // takes the extrapolation value: no element of X flows in
            foreach ((long place, float weight) in neighbours(axis, at))
                map[(row * input) + place] += weight;
        }

        return map;
    }

    private static Func<Axis, float, float>? Coordinate(string mode) => mode switch
    {
        "half_pixel" => (axis, y) => ((y + 0.5f) / axis.Scale) - 0.5f,
        "half_pixel_symmetric" => (axis, y) => Symmetric(axis, y),
        "pytorch_half_pixel" => (axis, y) => axis.Output > 1 ? ((y + 0.5f) / axis.Scale) - 0.5f : 0,
        "tf_half_pixel_for_nn" => (axis, y) => (y + 0.5f) / axis.Scale,
        "align_corners" => (axis, y) => axis.Output == 1 ? 0 : y * (axis.Input - 1) / (axis.Output - 1),
        "asymmetric" => (axis, y) => y / axis.Scale,
        "tf_crop_and_resize" => (axis, y) => axis.Output > 1
            ? (axis.Start * (axis.Input - 1)) + (y * (axis.End - axis.Start) * (axis.Input - 1) / (axis.Output - 1))
            : 0.5f * (axis.Start + axis.End) * (axis.Input - 1),
        _ => null,
    };

    // Rounding the length down moved the border: half of it belongs to each side. Partly in double precision, as the runtime.
    private static float Symmetric(Axis axis, float y)
    {
        float adjustment = axis.Output / (axis.Scale * axis.Input);
        return (float)((axis.Input / 2f * (1 - adjustment)) + ((y + 0.5) / axis.Scale) - 0.5);
    }

    private static Func<float, float>? Rounding(string mode) => mode switch
    {
        "round_prefer_floor" => at => at == MathF.Floor(at) + 0.5f ? MathF.Floor(at) : MathF.Round(at, MidpointRounding.AwayFromZero),
        "round_prefer_ceil" => at => MathF.Round(at, MidpointRounding.AwayFromZero),
        "floor" => MathF.Floor,
        "ceil" => MathF.Ceiling,
        _ => null,
    };

    private static IEnumerable<(long Place, float Weight)> Linear(Axis axis, float at)
    {
        float inside = Math.Clamp(at, 0, axis.Input - 1);
        float part = inside - MathF.Floor(inside);
        return [((long)inside, 1 - part), (axis.Clamp((long)inside + 1), part)];
    }

    private static IEnumerable<(long Place, float Weight)> Cubic(Axis axis, float at, float a, bool excludeOutside)
    {
        long first = (long)MathF.Floor(at) - 1;
        return Weighted(axis, first, first + 4, place => CubicWeight(at - place, a), excludeOutside);
    }

    // Shortening stretches the window over all that lies between two elements of the result.
    private static IEnumerable<(long Place, float Weight)> Averaged(
        Axis axis, float at, int radius, Func<float, float> weight, bool excludeOutside)
    {
        float stretch = Math.Max(1 / axis.Scale, 1), center = at + 0.5f;
        long first = (long)MathF.Floor(center - (radius * stretch) + 0.5f);
        long end = (long)MathF.Floor(center + (radius * stretch) + 0.5f);
        return Weighted(axis, first, end, place => weight((place + 0.5f - center) / stretch), excludeOutside);
    }

    private static IEnumerable<(long Place, float Weight)> Weighted(
        Axis axis, long first, long end, Func<long, float> weight, bool excludeOutside)
    {
        List<(long Place, float Weight)> taken = [];
        for (long place = first; place < end; place++)
        {
            if (!excludeOutside || axis.Clamp(place) == place)
                taken.Add((axis.Clamp(place), weight(place)));
        }

        float sum = taken.Sum(t => t.Weight);
        return taken.Select(t => (t.Place, t.Weight / sum));
    }

    private static float CubicWeight(float distance, float a)
    {
        float d = Math.Abs(distance);
        return d <= 1 ? (((((a + 2) * d) - (a + 3)) * d) * d) + 1
            : d < 2 ? (((((a * d) - (5 * a)) * d) + (8 * a)) * d) - (4 * a)
            : 0;
    }

    private readonly record struct Axis(long Input, long Output, float Scale, float Start, float End)
    {
        public long Clamp(long place) => Math.Clamp(place, 0, Input - 1);
    }
}
