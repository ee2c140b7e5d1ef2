namespace Fluent;

/// <summary>Random numbers whose variance keeps that of what flows through the weight: <c>scale / n</c>.</summary>
/// <param name="scale">The factor; greater than 0.</param>
/// <param name="mode">
/// What n is: <c>fan_in</c>, the number of inputs, <c>fan_out</c>, that of outputs, or <c>fan_avg</c>, their mean.
/// </param>
/// <param name="distribution">
/// <c>truncated_normal</c> (cut at two standard deviations), <c>untruncated_normal</c> or <c>uniform</c>.
/// </param>
/// <param name="seed">The seed; the global one when omitted.</param>
/// <param name="inputAxes">The axes of the weight whose product is the number of inputs; by its rank when omitted.</param>
/// <param name="outputAxes">The axes of the weight whose product is the number of outputs; by its rank when omitted.</param>
public sealed partial class VarianceScaling(
    float scale = 1, string mode = "fan_in", string distribution = "truncated_normal", int? seed = null, int[]? inputAxes = null,
    int[]? outputAxes = null) : ScaledInitializer(scale, mode, distribution, seed, inputAxes, outputAxes)
{
    /// <summary>The factor.</summary>
    public float Scale { get; } = Check.Positive(scale, nameof(VarianceScaling));

    /// <summary>What the variance is divided by.</summary>
    public string Mode { get; } = Check.OneOf(mode, nameof(VarianceScaling), ["fan_in", "fan_out", "fan_avg"]);

    /// <summary>The shape of the distribution.</summary>
    public string Distribution { get; } =
        Check.OneOf(distribution, nameof(VarianceScaling), ["truncated_normal", "untruncated_normal", "uniform"]);
}
