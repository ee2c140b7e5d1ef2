namespace OnnxEmit.Operators;

/// <summary>
/// One matrix product for each image, group and place in the window's rows: dY is stacked, once for each row of the window and as far down
/// as that row is, times what that place takes from all rows of X. Rows are the elements along the first spatial axis; copies of whole
/// rows are quick, and of parts of rows there are as many as the window has places in a row, not in all.
/// </summary>
internal static class StackedShifts
{
    /// <summary>Whether it can be computed so: a window that skips rows of X has no rows of dY between.</summary>
    public static bool Fits(Convolution c) => c.Slides[0] is { Stride: 1, Uncovered: 0 };

    /// <summary>The gradient, of the shape of the weights.</summary>
    public static Value Emit(Convolution c)
    {
        Value x = c.PaddedX();
        Value sum = c.Ranges().Select(range => Products(c, x, range)).Aggregate((sum, part) => sum + part);
        Value apart = sum.Reshape(-1, c.Group, c.Filters / c.Group, c.Slides[0].Kernel, c.Channels);
        return Op.Transpose(apart, [1, 2, 4, 3, 0]).Reshape(c.Weights.ToSizes());
    }

    // (places in a row of the window, group, filters of a group · rows of the window, channels of a group)
    private static Value Products(Convolution c, Value x, (long Start, long End) images)
    {
        Value stack = Stack(c, Convolution.Images(c.DY, images));
        IEnumerable<Value> products = Columns(c, x, images).Select(column => Op.MatMul(stack, column).ReduceSum([0], keepdims: true));
        return Op.Concat(0, [.. products]);
    }

    // Below each copy of dY but the last as many rows of zeros as make each one row longer than a copy of X.
    private static Value Stack(Convolution c, Value dY)
    {
        Slide rows = c.Slides[0];
        long[] none = new long[c.Slides.Length - 1];
        Value longer = dY.PadZeros([0, 0, 0, .. none, 0, 0, rows.Kernel * rows.Dilation, .. none]);
        Value stack = rows.Kernel == 1 ? dY : Op.Concat(2, [.. Enumerable.Repeat(longer, (int)rows.Kernel - 1), dY]);
        return stack.Reshape(-1, c.Group, Height(c), Width(c));
    }

    // The runtime multiplies by one column quickly, by one row turned round only where there is one row to be multiplied.
    private static IEnumerable<Value> Columns(Convolution c, Value x, (long Start, long End) images)
    {
        bool isColumn = c.Channels == 1 && Height(c) > 1;
        long[] others = c.X.SpatialAxes[1..];
        foreach (Value part in Convolution.TapSlices(x, others, c.Slides[1..], images))
        {
            yield return isColumn ? part.Reshape(-1, c.Group, Width(c), 1)
                : part.Reshape(-1, c.Group, c.Channels, Width(c)).SwapLastAxes();
        }
    }

    private static long Height(Convolution c) => c.Filters / c.Group * c.Slides[0].Kernel;

    private static long Width(Convolution c) => c.Places / c.Slides[0].Output * c.Slides[0].Covered;
}
