using OnnxEmit;

namespace Fluent;

/// <summary>
/// The zeros around an image for a window of some size, step and dilation, as Keras and TensorFlow count them: the odd one at the end.
/// </summary>
internal static class WindowPadding
{
    /// <summary>
    /// The pads of ONNX's attribute; where a size is unknown and decides, the input is padded by a computed amount instead.
    /// </summary>
    /// <param name="x">(batch, channels, …).</param>
    /// <param name="padding">What the window does at the borders.</param>
    /// <param name="kernel">The window's size along each axis.</param>
    /// <param name="strides">Its step.</param>
    /// <param name="dilations">The distance between its cells.</param>
    /// <param name="fill">What to pad with where it is computed: 0, or −∞ for a maximum.</param>
    /// <returns>The input, padded or not, and the pads that remain: all begins, then all ends.</returns>
    public static (Value X, long[] Pads) Apply(Value x, Padding padding, long[] kernel, long[] strides, long[] dilations, double fill = 0)
    {
        int n = kernel.Length;
        long[] pads = new long[2 * n];
        if (padding == Padding.Valid)
            return (x, pads);
        List<int> open = [];
        for (int i = 0; i < n; i++)
        {
            long reach = (kernel[i] - 1) * dilations[i];
            if (padding == Padding.Causal)
                pads[i] = reach;
            else if (strides[i] == 1 || x.Shape[i + 2].IsKnown)
                (pads[i], pads[i + n]) = Same(strides[i] == 1 ? 1 : x.Shape[i + 2].Size!.Value, reach, strides[i]);
            else
                open.Add(i);
        }

        return (open.Count == 0 ? x : PadComputed(x, open, kernel, strides, dilations, fill), pads);
    }

    // total = max((⌈size / stride⌉ − 1)·stride + reach + 1 − size, 0), the smaller half first.
    private static (long Begin, long End) Same(long size, long reach, long stride)
    {
        long total = Math.Max(((((size + stride - 1) / stride) - 1) * stride) + reach + 1 - size, 0);
        return (total / 2, total - (total / 2));
    }

    // With pads for every axis, although only some are padded: where axes are named and pads computed, ONNX Runtime's own moving of
    // transpositions reads pads that are not there.
    private static Value PadComputed(Value x, List<int> open, long[] kernel, long[] strides, long[] dilations, double fill)
    {
        Value[] pads = [.. Enumerable.Repeat(Value.Constant([0L]), 2 * x.Rank)];
        foreach (int i in open)
        {
            Value size = Op.Shape(x, i + 2, i + 3), stride = Value.Constant([strides[i]]), one = Value.Constant([1L]);
            Value steps = (size + stride - one) / stride;
            Value wanted = ((steps - one) * stride) + Value.Constant([((kernel[i] - 1) * dilations[i]) + 1]) - size;
            Value total = Op.Max(wanted, Value.Constant([0L]));
            Value begin = total / Value.Constant([2L]);
            (pads[i + 2], pads[i + 2 + x.Rank]) = (begin, total - begin);
        }

        return Op.Pad(x, Op.Concat(0, pads), Value.Scalar(fill, x));
    }
}
