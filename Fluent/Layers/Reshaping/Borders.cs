using OnnxEmit;

namespace Fluent;

/// <summary>Adding to and taking from the borders of what has channels, for any number of axes.</summary>
internal static class Borders
{
    /// <summary>Zeros around it.</summary>
    public static Value Pad(Value x, LayerCall call, DataFormat format, params ReadOnlySpan<Padding1D> sides)
    {
        foreach (Padding1D side in sides)
        {
            if (side is { Before: < 0 } or { After: < 0 })
                throw call.Expects("paddings of 0 or more", Text(sides));
        }

        return Moved(x, call, format, sides, 1);
    }

    /// <summary>What remains without its borders.</summary>
    public static Value Crop(Value x, LayerCall call, DataFormat format, params ReadOnlySpan<Padding1D> sides)
    {
        for (int i = 0; i < sides.Length && x.Rank == sides.Length + 2; i++)
        {
            if (sides[i] is { Before: < 0 } or { After: < 0 })
                throw call.Expects("croppings of 0 or more", Text(sides));
            if (x.Shape[(int)format.SpatialAxes(x.Rank)[i]].Size <= sides[i].Before + sides[i].After)
                throw call.Expects($"an input larger than its cropping {Text(sides)}");
        }

        return Moved(x, call, format, sides, -1);
    }

    private static Value Moved(Value x, LayerCall call, DataFormat format, ReadOnlySpan<Padding1D> sides, int sign)
    {
        int rank = sides.Length + 2;
        if (x.Rank != rank)
            throw call.Expects($"an input of rank {rank}, the batch first");
        long[] pads = new long[2 * rank];
        for (int i = 0; i < sides.Length; i++)
            (pads[i + 2], pads[i + 2 + rank]) = (sign * sides[i].Before, sign * sides[i].After);
        return x.ToChannelsFirst(format).PadZeros(pads).FromChannelsFirst(format);
    }

    private static string Text(ReadOnlySpan<Padding1D> sides) =>
        sides.Length == 1 ? $"{sides[0]}" : $"({string.Join(", ", sides.ToArray())})";
}
