using OnnxEmit;

namespace Fluent;

/// <summary>Normally distributed numbers from evenly distributed ones.</summary>
internal static class NormalNumbers
{
    /// <summary>Numbers of mean 0 and standard deviation 1, anew in each step (Box and Muller 1958).</summary>
    public static Value NormalRandom(this LayerCall call, Shape shape, int? seed)
    {
        Value u = call.Random(shape, seed), v = call.Random(shape, seed);
        return Op.Sqrt(Op.Log(1 - u) * -2) * Op.Cos(v * (2 * Math.PI));
    }
}
