namespace Fluent;

/// <summary>Even in ±√(3 / inputs) (LeCun et al. 1998).</summary>
/// <param name="seed">The seed; the global one when omitted.</param>
/// <param name="inputAxes">The axes of the weight whose product is the number of inputs; by its rank when omitted.</param>
/// <param name="outputAxes">The axes of the weight whose product is the number of outputs; by its rank when omitted.</param>
public sealed partial class LecunUniform(int? seed = null, int[]? inputAxes = null, int[]? outputAxes = null)
    : ScaledInitializer(1, "fan_in", "uniform", seed, inputAxes, outputAxes);
