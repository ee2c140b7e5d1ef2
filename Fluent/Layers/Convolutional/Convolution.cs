using OnnxEmit;

namespace Fluent;

/// <summary>What all convolutions share, for any number of axes: their checks, their padding, and Keras's kernels as ONNX's.</summary>
internal sealed class Convolution
{
    private readonly LayerCall call;
    private readonly long[] kernel;
    private readonly long[] strides;
    private readonly long[] dilations;
    private readonly Padding padding;
    private readonly DataFormat format;

    public Convolution(LayerCall call, long[] kernel, long[] strides, long[] dilations, Padding padding, DataFormat format)
    {
        (this.call, this.kernel, this.strides, this.dilations, this.padding, this.format) =
            (call, kernel, strides, dilations, padding, format);
        if (kernel.Concat(strides).Concat(dilations).Any(n => n < 1))
            throw call.Expects("a kernel size, strides and a dilation rate of 1 or more", Settings());
        if (padding == Padding.Causal && kernel.Length > 1)
            throw call.Expects("padding Valid or Same", "Causal");
    }

    /// <summary>A convolution in groups; the kernel is (…, channels / groups, filters).</summary>
    public Value Lower(Value x, int filters, int groups, Func<Shape, Value> makeKernel, Func<Shape, Value>? makeBias)
    {
        (x, long channels) = Enter(x);
        CheckStrides();
        if (groups < 1 || channels % groups != 0 || filters < 1 || filters % groups != 0)
            throw call.Expects($"groups that divide its {channels} channels and its filters", $"{groups} groups, {filters} filters");
        Value k = makeKernel([.. Dims(kernel), channels / groups, filters]);
        return Slide(x, k.ToOnnxKernel(), makeBias?.Invoke([filters]), groups).FromChannelsFirst(format);
    }

    /// <summary>Each channel by itself; the kernel is (…, channels, multiplier).</summary>
    public Value Depthwise(Value x, int multiplier, Func<Shape, Value> makeKernel, Func<Shape, Value>? makeBias)
    {
        (x, long channels) = Enter(x);
        Value k = makeKernel(DepthwiseShape(channels, multiplier));
        return Slide(x, AsGroups(k), makeBias?.Invoke([channels * multiplier]), channels).FromChannelsFirst(format);
    }

    /// <summary>Each channel by itself, then all channels of a place.</summary>
    public Value Separable(
        Value x, int filters, int multiplier, Func<Shape, Value> makeDepthwise, Func<Shape, Value> makePointwise,
        Func<Shape, Value>? makeBias)
    {
        (x, long channels) = Enter(x);
        if (filters < 1)
            throw call.Expects("1 filter or more", $"{filters}");
        Value depthwise = makeDepthwise(DepthwiseShape(channels, multiplier));
        Value pointwise = makePointwise([.. kernel.Select(_ => (Dim)1), channels * multiplier, filters]);
        Value each = Slide(x, AsGroups(depthwise), null, channels);
        return Op.Conv(each, pointwise.ToOnnxKernel(), makeBias?.Invoke([filters])).FromChannelsFirst(format);
    }

    /// <summary>The transpose of a convolution; the kernel is (…, filters, channels).</summary>
    public Value Transposed(Value x, int filters, long[]? outputPadding, Func<Shape, Value> makeKernel, Func<Shape, Value>? makeBias)
    {
        (x, long channels) = Enter(x);
        CheckStrides();
        if (filters < 1)
            throw call.Expects("1 filter or more", $"{filters}");
        if (outputPadding?.Zip(strides).Any(p => p.First < 0 || p.First >= p.Second) == true)
            throw call.Expects($"an output padding from 0 to below its strides ({string.Join(", ", strides)})",
                $"({string.Join(", ", outputPadding)})");
        Value k = makeKernel([.. Dims(kernel), filters, channels]);
        int n = kernel.Length;
        long[] pads = new long[2 * n], behind = new long[n];
        for (int i = 0; i < n; i++)
            (pads[i], pads[i + n], behind[i]) = Crop(i, outputPadding?[i]);
        Value y = Op.ConvTranspose(x, k.ToOnnxKernel(), makeBias?.Invoke([filters]),
            dilations: dilations, outputPadding: behind.Any(p => p > 0) ? behind : null, pads: pads, strides: strides);
        return y.FromChannelsFirst(format);
    }

    // What Keras and TensorFlow cut off the whole result at both ends; where they add zeros instead, ONNX has output_padding.
    private (long Begin, long End, long Behind) Crop(int axis, long? outputPadding)
    {
        long reach = ((kernel[axis] - 1) * dilations[axis]) + 1, left = reach - 1, stride = strides[axis];
        long right = left + (outputPadding ?? (Math.Max(reach, stride) - reach));
        if (padding == Padding.Same)
        {
            long total = outputPadding is { } extra ? reach + (reach % 2) - 2 + extra : stride + reach - 2;
            left = Math.Min((total / 2) + (total % 2), reach - 1);
            right = total - left;
        }

        long end = reach - 1 - right;
        return (reach - 1 - left, Math.Max(end, 0), Math.Max(-end, 0));
    }

    private (Value X, long Channels) Enter(Value x)
    {
        int rank = kernel.Length + 2;
        if (x.Rank != rank)
            throw call.Expects($"an input of rank {rank}, the batch first");
        x = x.ToChannelsFirst(format);
        return (x, x.Shape[1].Size ?? throw call.Expects("a known number of channels"));
    }

    private Value Slide(Value x, Value onnxKernel, Value? bias, long groups)
    {
        (x, long[] pads) = WindowPadding.Apply(x, padding, kernel, strides, dilations);
        return Op.Conv(x, onnxKernel, bias, dilations: dilations, group: groups, pads: pads, strides: strides);
    }

    private Shape DepthwiseShape(long channels, int multiplier) => multiplier >= 1 ? [.. Dims(kernel), channels, multiplier]
        : throw call.Expects("a depth multiplier of 1 or more", $"{multiplier}");

    // (…, channels, multiplier) to (channels · multiplier, 1, …): the results of one channel stand together.
    private static Value AsGroups(Value k)
    {
        int n = k.Rank - 2;
        Value turned = Op.Transpose(k, [n, n + 1, .. Enumerable.Range(0, n).Select(axis => (long)axis)]);
        return turned.Reshape([-1, 1, .. k.Shape[..n].ToSizes()]);
    }

    private void CheckStrides()
    {
        if (strides.Any(s => s > 1) && dilations.Any(d => d > 1))
            throw call.Expects("strides or a dilation rate above 1, not both", Settings());
    }

    private string Settings() =>
        $"kernel size ({string.Join(", ", kernel)}), strides ({string.Join(", ", strides)}), dilation rate " +
        $"({string.Join(", ", dilations)})";

    private static IEnumerable<Dim> Dims(long[] sizes) => sizes.Select(n => (Dim)n);
}
