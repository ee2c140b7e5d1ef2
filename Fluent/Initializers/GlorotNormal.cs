namespace Fluent;

/// <summary>Normal with variance 2 / (inputs + outputs), cut at two standard deviations (Glorot and Bengio 2010).</summary>
/// <param name="seed">The seed; the global one when omitted.</param>
/// <param name="inputAxes">The axes of the weight whose product is the number of inputs; by its rank when omitted.</param>
/// <param name="outputAxes">The axes of the weight whose product is the number of outputs; by its rank when omitted.</param>
public sealed partial class GlorotNormal(int? seed = null, int[]? inputAxes = null, int[]? outputAxes = null)
    : ScaledInitializer(1, "fan_avg", "truncated_normal", seed, inputAxes, outputAxes);
