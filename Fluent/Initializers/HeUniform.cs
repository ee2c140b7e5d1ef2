namespace Fluent;

/// <summary>Even in ±√(6 / inputs): for layers before a ReLU (He et al. 2015).</summary>
/// <param name="seed">The seed; the global one when omitted.</param>
/// <param name="inputAxes">The axes of the weight whose product is the number of inputs; by its rank when omitted.</param>
/// <param name="outputAxes">The axes of the weight whose product is the number of outputs; by its rank when omitted.</param>
public sealed partial class HeUniform(int? seed = null, int[]? inputAxes = null, int[]? outputAxes = null)
    : ScaledInitializer(2, "fan_in", "uniform", seed, inputAxes, outputAxes);
