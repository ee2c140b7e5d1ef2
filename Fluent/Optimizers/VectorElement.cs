using System.Numerics;

namespace Fluent;

/// <summary>As many numbers as the processor's vectors hold.</summary>
internal readonly struct VectorElement(Vector<float> value) : IElement<VectorElement>
{
    private readonly Vector<float> value = value;

    public static VectorElement Of(float number) => new(new Vector<float>(number));

    public static VectorElement operator +(VectorElement a, VectorElement b) => new(a.value + b.value);

    public static VectorElement operator -(VectorElement a, VectorElement b) => new(a.value - b.value);

    public static VectorElement operator *(VectorElement a, VectorElement b) => new(a.value * b.value);

    public static VectorElement operator /(VectorElement a, VectorElement b) => new(a.value / b.value);

    public static VectorElement Sqrt(VectorElement x) => new(Vector.SquareRoot(x.value));

    public static VectorElement Abs(VectorElement x) => new(Vector.Abs(x.value));

    public static VectorElement Max(VectorElement a, VectorElement b) => new(Vector.Max(a.value, b.value));

    public static VectorElement Min(VectorElement a, VectorElement b) => new(Vector.Min(a.value, b.value));

    public static VectorElement Sign(VectorElement x) => new(Vector.ConditionalSelect(
        Vector.GreaterThan(x.value, Vector<float>.Zero), Vector<float>.One,
        Vector.ConditionalSelect(Vector.LessThan(x.value, Vector<float>.Zero), -Vector<float>.One, Vector<float>.Zero)));

    public static VectorElement Pow(VectorElement x, float exponent)
    {
        Vector<float> result = x.value;
        for (int i = 0; i < Vector<float>.Count; i++)
            result = result.WithElement(i, MathF.Pow(x.value[i], exponent));
        return new(result);
    }
}
