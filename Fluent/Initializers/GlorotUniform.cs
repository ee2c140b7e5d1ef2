namespace Fluent;

/// <summary>Even in ±√(6 / (inputs + outputs)): Keras's default for kernels (Glorot and Bengio 2010).</summary>
/// <param name="seed">The seed; the global one when omitted.</param>
/// <param name="inputAxes">The axes of the weight whose product is the number of inputs; by its rank when omitted.</param>
/// <param name="outputAxes">The axes of the weight whose product is the number of outputs; by its rank when omitted.</param>
public sealed partial class GlorotUniform(int? seed = null, int[]? inputAxes = null, int[]? outputAxes = null)
    : ScaledInitializer(1, "fan_avg", "uniform", seed, inputAxes, outputAxes)
{
    /// <summary>One for all layers that are given none: it holds nothing that changes.</summary>
    internal static GlorotUniform Shared { get; } = new();
}
