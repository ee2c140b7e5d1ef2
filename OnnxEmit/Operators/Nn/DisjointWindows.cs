using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>
/// Windows that lie side by side: padded or cut to whole windows, a tensor is their blocks, and each block's result can be repeated over
/// it.
/// </summary>
/// <param name="slides">The places of the windows; as far apart as they are long.</param>
internal sealed class DisjointWindows(ImmutableArray<Slide> slides)
{
    /// <summary>How many elements a window has along each spatial axis.</summary>
    public long[] Block => [.. slides.Select(s => s.Kernel)];

    /// <summary>How many elements a window has.</summary>
    public long BlockSize => slides.Aggregate(1L, (product, s) => product * s.Kernel);

    private long[] Pads => [0, 0, .. slides.Select(s => s.Begin), 0, 0, .. slides.Select(s => s.Overhang)];

    /// <summary>X as whole windows: padded with the smallest number where they reach beyond it, without what is in none of them.</summary>
    public Value Cover(Value x)
    {
        long[] pads = Pads;
        return pads.All(p => p == 0) ? x
            : pads.All(p => p <= 0) ? Cut(x)
            : Op.Pad(x, Value.Constant(pads), pads.Any(p => p > 0) ? Value.Scalar(double.NegativeInfinity, x) : null);
    }

    // Three times as fast as a Pad by negative numbers.
    private Value Cut(Value x) => Op.Slice(
        x, Value.Constant([.. slides.Select(s => -s.Begin)]), Value.Constant([.. slides.Select(s => s.Input + s.Overhang)]),
        Value.Constant(x.SpatialAxes));

    /// <summary>The way back: whole windows as X, with zeros for what is in none of them.</summary>
    public Value Uncover(Value blocks) => blocks.PadZeros([.. Pads.Select(p => -p)]);

    /// <summary>One number per window, repeated over the window.</summary>
    public Value Repeat(Value y) => BlockSize == 1 ? y : Op.Resize(
        y, null, Value.Constant(TensorData.Create<float>([y.Rank], [1, 1, .. slides.Select(s => (float)s.Kernel)])),
        coordinateTransformationMode: "asymmetric", nearestMode: "floor");
}
