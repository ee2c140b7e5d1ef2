namespace Fluent;

/// <summary>Normal with variance 2 / inputs, cut at two standard deviations: for layers before a ReLU (He et al. 2015).</summary>
/// <param name="seed">The seed; the global one when omitted.</param>
/// <param name="inputAxes">The axes of the weight whose product is the number of inputs; by its rank when omitted.</param>
/// <param name="outputAxes">The axes of the weight whose product is the number of outputs; by its rank when omitted.</param>
public sealed partial class HeNormal(int? seed = null, int[]? inputAxes = null, int[]? outputAxes = null)
    : ScaledInitializer(2, "fan_in", "truncated_normal", seed, inputAxes, outputAxes);
