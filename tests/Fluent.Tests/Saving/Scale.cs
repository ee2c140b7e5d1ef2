using OnnxEmit;

namespace Fluent.Tests.Saving;

/// <summary>A layer as a user writes one: a weight for each channel, to a power.</summary>
/// <param name="power">The power.</param>
/// <param name="initializer">What draws the weight.</param>
/// <param name="name">Its name.</param>
public sealed partial class Scale(
    int power = 1, [Default("new Ones()")] Initializer? initializer = null, string? name = null) : UnaryLayer(name)
{
    /// <inheritdoc/>
    protected override Value Lower(Value x, LayerCall call)
    {
        Value scale = call.Weight("scale", [x.Shape[^1]], Initializer);
        for (int i = 0; i < Power; i++)
            x *= scale;
        return x;
    }
}
