using OnnxEmit;

namespace Fluent;

/// <summary>Pooling over windows for any number of axes, as Keras pads and counts.</summary>
internal static class WindowPooling
{
    /// <summary>The largest number in each window.</summary>
    public static Value Max(Value x, LayerCall call, long[] window, long[] strides, Padding padding, DataFormat format)
    {
        x = Checked(x, call, window, padding).ToChannelsFirst(format);
        (x, long[] pads) = WindowPadding.Apply(x, padding, window, strides, Ones(window.Length), double.NegativeInfinity);
        return Op.MaxPool(x, window, strides: strides, pads: pads).FromChannelsFirst(format);
    }

    /// <summary>The mean of each window, of what lies inside the image.</summary>
    public static Value Average(Value x, LayerCall call, long[] window, long[] strides, Padding padding, DataFormat format)
    {
        x = Checked(x, call, window, padding).ToChannelsFirst(format);
        (Value padded, long[] pads) = WindowPadding.Apply(x, padding, window, strides, Ones(window.Length));
        Value y = Op.AveragePool(padded, window, strides: strides, pads: pads);
        if (padded != x)
        {
            // Zeros padded by a computed amount count for AveragePool: their share is taken out again.
            Value inside = Op.ConstantOfShape(Op.Shape(x), TensorData.Scalar(x.ElementType, 1).Reshape([1]));
            (inside, _) = WindowPadding.Apply(inside, padding, window, strides, Ones(window.Length));
            y /= Op.AveragePool(inside, window, strides: strides, pads: pads);
        }

        return y.FromChannelsFirst(format);
    }

    private static Value Checked(Value x, LayerCall call, long[] window, Padding padding)
    {
        if (x.Rank != window.Length + 2)
            throw call.Expects($"an input of rank {window.Length + 2}, the batch first");
        return padding != Padding.Causal ? x : throw call.Expects("padding Valid or Same", "Causal");
    }

    private static long[] Ones(int count) => [.. Enumerable.Repeat(1L, count)];
}
