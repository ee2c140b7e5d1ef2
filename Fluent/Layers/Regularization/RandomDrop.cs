using OnnxEmit;

namespace Fluent;

/// <summary>What all layers that drop numbers at random share.</summary>
internal static class RandomDrop
{
    /// <summary>The shape of the choice: the input's, or what the layer says with the input's lengths where it says none.</summary>
    public static Shape NoiseShape(Value x, LayerCall call, Shape? said)
    {
        Shape? shape = said is null ? x.Shape : said.Rank != x.Rank ? null : [.. said.Select((d, axis) => d.IsKnown ? d : x.Shape[axis])];
        return shape is not null && shape.Zip(x.Shape).All(d => d.First == 1 || d.First.MayEqual(d.Second)) ? shape
            : throw call.Expects($"a noise shape that broadcasts to its input {x.Shape}", $"{said}");
    }

    /// <summary>In training x / (1 − rate), or 0 where the choice falls so; x in inference.</summary>
    /// <param name="x">The input.</param>
    /// <param name="call">The call.</param>
    /// <param name="rate">The share that becomes 0.</param>
    /// <param name="shape">The shape of the choice, which broadcasts to that of x.</param>
    /// <param name="seed">The layer's seed.</param>
    public static Value Lower(Value x, LayerCall call, float rate, Shape shape, int? seed)
    {
        if (rate is not (>= 0 and <= 1))
            throw call.Expects("a rate from 0 to 1", $"{rate}");
        if (!call.Training || rate == 0)
            return x;
        if (rate == 1)
            return x * 0;
        Value drawn = call.Random(shape, seed);
        return Op.Where(Op.Less(drawn, Value.Scalar(1 - (double)rate, drawn)), x / (1 - (double)rate), Value.Scalar(0, x));
    }
}
