namespace Fluent;

/// <summary>Random numbers whose variance depends on how many inputs and outputs a unit has: <c>scale / n</c>.</summary>
/// <param name="scale">The factor; greater than 0.</param>
/// <param name="mode">What n is: <c>fan_in</c>, <c>fan_out</c> or <c>fan_avg</c>, their mean.</param>
/// <param name="distribution">
/// <c>truncated_normal</c> (cut at two standard deviations), <c>untruncated_normal</c> or <c>uniform</c>.
/// </param>
/// <param name="seed">The seed; the global one when null.</param>
/// <param name="inputAxes">The axes of the weight whose product is the number of inputs; by its rank when null.</param>
/// <param name="outputAxes">The axes of the weight whose product is the number of outputs; by its rank when null.</param>
public abstract class ScaledInitializer(
    double scale, string mode, string distribution, int? seed, int[]? inputAxes, int[]? outputAxes) : Initializer
{
    // The standard deviation of a normal distribution cut at two standard deviations.
    private const double Truncated = 0.87962566103423978;

    /// <summary>The seed; the global one when null.</summary>
    public int? Seed => seed;

    /// <summary>The axes of the weight whose product is the number of inputs; by its rank when null.</summary>
    public int[]? InputAxes => inputAxes;

    /// <summary>The axes of the weight whose product is the number of outputs; by its rank when null.</summary>
    public int[]? OutputAxes => outputAxes;

    /// <inheritdoc/>
    protected override int? SeedOrNull => seed;

    /// <summary>How many inputs and outputs one unit has: the last two axes, times the size of the kernel before them.</summary>
    /// <param name="dims">The weight's sizes.</param>
    public static (double In, double Out) Fans(ReadOnlySpan<long> dims)
    {
        double kernel = 1;
        for (int i = 0; i < dims.Length - 2; i++)
            kernel *= dims[i];
        return dims.Length switch
        {
            0 => (1, 1),
            1 => (dims[0], dims[0]),
            _ => (dims[^2] * kernel, dims[^1] * kernel),
        };
    }

    /// <inheritdoc/>
    protected override void Fill(Span<float> values, ReadOnlySpan<long> dims, RandomNumbers random)
    {
        ArgumentNullException.ThrowIfNull(random);
        (double fanIn, double fanOut) = Fans(dims);
        fanIn = inputAxes is null ? fanIn : Product(dims, inputAxes);
        fanOut = outputAxes is null ? fanOut : Product(dims, outputAxes);
        double fan = mode switch { "fan_in" => fanIn, "fan_out" => fanOut, _ => (fanIn + fanOut) / 2 };
        double variance = scale / Math.Max(1, fan);
        if (distribution == "uniform")
        {
            double limit = Math.Sqrt(3 * variance);
            foreach (ref float value in values)
                value = (float)(((random.NextDouble() * 2) - 1) * limit);
            return;
        }

        bool cut = distribution == "truncated_normal";
        double deviation = Math.Sqrt(variance) / (cut ? Truncated : 1);
        foreach (ref float value in values)
            value = (float)(deviation * (cut ? random.NextTruncatedNormal() : random.NextNormal()));
    }

    private static double Product(ReadOnlySpan<long> dims, int[] axes)
    {
        double product = 1;
        foreach (int axis in axes)
            product *= dims[axis < 0 ? axis + dims.Length : axis];
        return product;
    }
}
