using OnnxEmit;

namespace Fluent;

/// <summary>Moves channels to where ONNX's operators want them, and back. The transpositions between two such layers cancel.</summary>
internal static class Layout
{
    /// <summary>The axis of the channels.</summary>
    public static int ChannelAxis(this DataFormat format, int rank) => format == DataFormat.ChannelsFirst ? 1 : rank - 1;

    /// <summary>The axes of height and width, or of whatever is neither batch nor channel.</summary>
    public static long[] SpatialAxes(this DataFormat format, int rank) =>
        [.. Enumerable.Range(format == DataFormat.ChannelsFirst ? 2 : 1, rank - 2).Select(axis => (long)axis)];

    /// <summary>(batch, …, channels) to (batch, channels, …), where it is not that already.</summary>
    public static Value ToChannelsFirst(this Value x, DataFormat format) => format == DataFormat.ChannelsFirst ? x
        : Op.Transpose(x, [0, x.Rank - 1, .. Enumerable.Range(1, x.Rank - 2).Select(axis => (long)axis)]);

    /// <summary>(batch, channels, …) back to the layer's format.</summary>
    public static Value FromChannelsFirst(this Value x, DataFormat format) => format == DataFormat.ChannelsFirst ? x
        : Op.Transpose(x, [0, .. Enumerable.Range(2, x.Rank - 2).Select(axis => (long)axis), 1]);

    /// <summary>Keras's kernel (…, in, out) as ONNX's (out, in, …). A constant folds; in training the transposition is cheap.</summary>
    public static Value ToOnnxKernel(this Value kernel) => Op.Transpose(
        kernel, [kernel.Rank - 1, kernel.Rank - 2, .. Enumerable.Range(0, kernel.Rank - 2).Select(axis => (long)axis)]);
}
