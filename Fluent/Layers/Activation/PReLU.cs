using OnnxEmit;

namespace Fluent;

/// <summary>x above 0, <c>alpha · x</c> below, with a learned alpha for each place (He et al. 2015).</summary>
/// <remarks>Output of the input's shape. Weights: alpha of the input's shape without the batch, 1 along shared axes.</remarks>
/// <param name="alphaInitializer">Draws the first slopes; zeros when omitted.</param>
/// <param name="alphaRegularizer">A penalty on the slopes.</param>
/// <param name="alphaConstraint">What the slopes are held to after each update.</param>
/// <param name="sharedAxes">Axes along which the slope is shared, from 1: [1, 2] for one slope for each channel of an image.</param>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class PReLU(
    [Default("Zeros.Shared")] Initializer? alphaInitializer = null, Regularizer? alphaRegularizer = null,
    Constraint? alphaConstraint = null, int[]? sharedAxes = null, string? name = null) : FloatLayer(name)
{
    /// <inheritdoc/>
    protected internal override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override Value Lower(Value x, LayerCall call)
    {
        if (SharedAxes?.Any(axis => axis < 1 || axis >= x.Rank) == true)
            throw call.Expects($"shared axes from 1 to {x.Rank - 1}", $"({string.Join(", ", SharedAxes)})");
        Shape shape = [.. x.Shape.Skip(1).Select((d, i) => SharedAxes?.Contains(i + 1) == true ? 1 : d)];
        return Op.PRelu(x, call.Weight("alpha", shape, AlphaInitializer, regularizer: AlphaRegularizer, constraint: AlphaConstraint));
    }
}
