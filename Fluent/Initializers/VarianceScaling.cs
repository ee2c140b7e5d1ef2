namespace Fluent;

/// <summary>
/// Random numbers whose variance keeps that of what flows through the weight: <c>scale / n</c>, n the number of inputs, outputs or their mean.
/// </summary>
/// <param name="scale">The factor; greater than 0.</param>
/// <param name="mode"><c>fan_in</c>, <c>fan_out</c> or <c>fan_avg</c>.</param>
/// <param name="distribution"><c>truncated_normal</c> (cut at two standard deviations), <c>untruncated_normal</c> or <c>uniform</c>.</param>
/// <param name="seed">The seed; the global one when omitted.</param>
public sealed partial class VarianceScaling(
    float scale = 1, string mode = "fan_in", string distribution = "truncated_normal", int? seed = null) : Initializer
{
    // The standard deviation of a normal distribution cut at two standard deviations.
    private const double Truncated = 0.87962566103423978;

    /// <inheritdoc/>
    protected override int? SeedOrNull => Seed;

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
    protected override void Fill(Span<float> values, ReadOnlySpan<long> dims, RandomNumbers random) =>
        Fill(values, dims, random, Scale, Mode, Distribution);

    internal static void Fill(
        Span<float> values, ReadOnlySpan<long> dims, RandomNumbers random, double scale, string mode, string distribution)
    {
        (double fanIn, double fanOut) = Fans(dims);
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
}
