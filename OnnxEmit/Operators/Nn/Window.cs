using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>A window that slides over the spatial axes of a tensor (batch, channels, …): what convolution and pooling share.</summary>
internal sealed class Window
{
    private readonly Operator op;
    private readonly ImmutableArray<WindowAxis> axes;

    /// <summary>A window as an operator's attributes state it.</summary>
    /// <param name="op">The operator, for its errors.</param>
    /// <param name="x">What the window slides over.</param>
    /// <param name="kernel">How many elements the window takes along each spatial axis.</param>
    /// <param name="strides">How far it is from one place to the next; 1 when omitted.</param>
    /// <param name="pads">The padding before each axis, then behind each; none when omitted.</param>
    /// <param name="dilations">How far it is from one element of the window to the next; 1 when omitted.</param>
    /// <param name="autoPad">How padding is computed.</param>
    /// <param name="ceil">Whether a last window that reaches beyond the padding counts.</param>
    /// <exception cref="OperatorException">The attributes do not fit the tensor.</exception>
    public Window(
        Operator op, Value x, Shape kernel, long[]? strides, long[]? pads, long[]? dilations, string autoPad, bool ceil = false)
    {
        this.op = op;
        int rank = RankOf(op, x);
        AutoPad auto = AutoPads.Parse(op, autoPad);
        CheckLength(op, "kernel_shape", kernel.Rank, rank, kernel);
        strides = OnePerAxis(op, "strides", strides, rank);
        dilations = OnePerAxis(op, "dilations", dilations, rank);
        pads = Pads(op, pads, rank, auto);
        axes = [.. Enumerable.Range(0, rank).Select(i =>
            new WindowAxis(x.Shape[i + 2], kernel[i], strides[i], dilations[i], pads[i], pads[rank + i], auto, ceil))];
        if (kernel.Any(k => k.Size < 1))
            throw new OperatorException(op, "a kernel_shape of 1 or more", $"{kernel}");
        if (axes.Any(axis => axis.Output.Size < 1))
            throw new OperatorException(op, "a window that fits into the padded input", $"X {x.Shape}, window {kernel}");
    }

    /// <summary>The spatial axes of the result.</summary>
    public IEnumerable<Dim> Output => axes.Select(axis => axis.Output);

    /// <summary>The places of the window in numbers.</summary>
    /// <exception cref="OperatorException">A length is not a number.</exception>
    public ImmutableArray<Slide> Slides => [.. axes.Select(axis => axis.Resolved ?? throw new OperatorException(
        op, "spatial axes of known length, to be differentiated", $"({string.Join(", ", axes.Select(a => a.Input))})"))];

    /// <summary>
    /// How far along each axis the windows reach for the first places; null where they are padded behind, or where the last one is counted
    /// by how the axis ends.
    /// </summary>
    /// <param name="x">What the window slides over, all its lengths known.</param>
    /// <param name="wanted">How many places are wanted, along batch and channels too.</param>
    public long[]? LengthsRead(Value x, long[] wanted)
    {
        if (axes.Any(axis => axis.AutoPad is not (AutoPad.NotSet or AutoPad.Valid) || axis.Ceil || axis.End > 0 || axis.Resolved is null))
            return null;
        return [.. x.Shape[..2].ToSizes(), .. axes.Select((axis, i) =>
            Math.Max(((wanted[i + 2] - 1) * axis.Stride) + axis.Resolved!.Value.Extent - axis.Begin, 1))];
    }

    /// <summary>The number of spatial axes.</summary>
    /// <exception cref="OperatorException">There is none.</exception>
    public static int RankOf(Operator op, Value x) => x.Rank >= 3 ? x.Rank - 2
        : throw new OperatorException(op, "X of shape (batch, channels, …) with one spatial axis or more", $"X {x.Shape}");

    /// <summary>One number of 1 or more per spatial axis, ones when omitted.</summary>
    /// <exception cref="OperatorException">There are more, fewer or smaller ones.</exception>
    public static long[] OnePerAxis(Operator op, string name, long[]? numbers, int rank)
    {
        if (numbers is null)
            return [.. Enumerable.Repeat(1L, rank)];
        CheckLength(op, name, numbers.Length, rank, Shape.Of(numbers));
        return numbers.All(n => n >= 1) ? numbers : throw new OperatorException(op, $"{name} of 1 or more", $"{Shape.Of(numbers)}");
    }

    /// <summary>The padding before each spatial axis, then behind each; zeros where it is omitted or computed.</summary>
    /// <exception cref="OperatorException">There are more, fewer or negative ones.</exception>
    public static long[] Pads(Operator op, long[]? pads, int rank, AutoPad auto)
    {
        if (pads is null || auto != AutoPad.NotSet)
            return new long[2 * rank];
        if (pads.Length != 2 * rank)
            throw new OperatorException(op, $"pads with two items per spatial axis, {2 * rank}", $"{Shape.Of(pads)}");
        return pads.All(p => p >= 0) ? pads : throw new OperatorException(op, "pads of 0 or more", $"{Shape.Of(pads)}");
    }

    private static void CheckLength(Operator op, string name, int length, int rank, Shape received)
    {
        if (length != rank)
            throw new OperatorException(op, $"{name} with one item per spatial axis, {rank}", $"{received}");
    }
}
