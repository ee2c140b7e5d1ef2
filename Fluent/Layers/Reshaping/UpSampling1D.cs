using OnnxEmit;

namespace Fluent;

/// <summary>Repeats each step of a sequence.</summary>
/// <remarks>Input (batch, steps, channels); output (batch, steps · size, channels).</remarks>
/// <param name="size">How often each step stands, 1 or more.</param>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class UpSampling1D(int size = 2, string? name = null) : UnaryLayer(name)
{
    /// <inheritdoc/>
    protected override Value Lower(Value x, LayerCall call) => Enlarging.Repeat(x, call, DataFormat.ChannelsLast, Size);
}
