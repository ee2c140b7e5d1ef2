using OnnxEmit;

namespace Fluent;

/// <summary>Pooling to a given size: place i covers ⌊i·n/o⌋ to before ⌈(i+1)·n/o⌉ of the n along an axis.</summary>
internal static class AdaptivePooling
{
    /// <summary>Pools axis by axis: mean and maximum of a rectangle are those of its rows' ones.</summary>
    /// <param name="x">The input.</param>
    /// <param name="call">The call.</param>
    /// <param name="format">Where the channels stand.</param>
    /// <param name="sizes">The output's lengths.</param>
    /// <param name="reduce">Reduces a part along an axis, which stays with length 1.</param>
    public static Value Lower(Value x, LayerCall call, DataFormat format, long[] sizes, Func<Value, long, Value> reduce)
    {
        if (x.Rank != sizes.Length + 2)
            throw call.Expects($"an input of rank {sizes.Length + 2}, the batch first");
        if (sizes.Any(size => size < 1))
            throw call.Expects("an output size of 1 or more", $"({string.Join(", ", sizes)})");
        foreach ((int i, long axis) in format.SpatialAxes(x.Rank).Index())
        {
            long length = x.Shape[(int)axis].Size ?? throw call.Expects("known lengths but for batch and channels"), size = sizes[i];
            Value source = x;
            x = Op.Concat(axis, [.. Enumerable.Range(0, (int)size).Select(place =>
                reduce(source.SliceAxis(axis, place * length / size, (((place + 1) * length) + size - 1) / size), axis))]);
        }

        return x;
    }
}
