using OnnxEmit;

namespace Fluent;

/// <summary>
/// Enlarging with a windowed sinc between the pixels: ONNX's Resize has none. A pixel spreads over its surroundings as in a transposed
/// convolution, and what falls short of 1 at the borders is made up for.
/// </summary>
internal static class LanczosUpSampling
{
    /// <summary>How many pixels it reaches to each side; null where the interpolation is another.</summary>
    public static int? Radius(Interpolation interpolation) => interpolation switch
    {
        Interpolation.Lanczos3 => 3,
        Interpolation.Lanczos5 => 5,
        _ => null,
    };

    /// <summary>Enlarges (batch, channels, height, width).</summary>
    public static Value Lower(Value x, Size2D size, int radius, LayerCall call)
    {
        long channels = x.Shape[1].Size ?? throw call.Expects("a known number of channels");
        (float[] rows, int top, int bottom) = Taps(size.Height, radius);
        (float[] columns, int left, int right) = Taps(size.Width, radius);
        float[] product = [.. rows.SelectMany(_ => columns, (row, column) => row * column)];
        float[] weights = [.. Enumerable.Repeat(product, (int)channels).SelectMany(taps => taps)];
        Value kernel = Value.Constant(TensorData.Create<float>([channels, 1, rows.Length, columns.Length], weights));
        Value ones = Op.ConstantOfShape(Op.Shape(x), TensorData.Scalar(x.ElementType, 1).Reshape([1]));
        return Spread(x) / Spread(ones);

        Value Spread(Value image) => Op.ConvTranspose(
            image, kernel, group: channels, pads: [top, left, bottom, right], strides: [size.Height, size.Width]);
    }

    // Tap m of pixel i weighs in at place i · factor + m − begin, whose middle is (m − begin + ½ − factor / 2) / factor pixels from that
    // of pixel i. Of the whole, factor · pixels places stay.
    private static (float[] Taps, int Begin, int End) Taps(int factor, int radius)
    {
        int begin = factor * radius, count = (2 * begin) + factor;
        return ([.. Enumerable.Range(0, count).Select(m => Kernel((m - begin + 0.5 - (factor / 2.0)) / factor, radius))], begin,
            count - factor - begin);
    }

    private static float Kernel(double x, int radius)
    {
        double angle = Math.PI * Math.Abs(x);
        return Math.Abs(x) > radius ? 0 : Math.Abs(x) < 1e-3 ? 1
            : (float)(radius * Math.Sin(angle) * Math.Sin(angle / radius) / (angle * angle));
    }
}
