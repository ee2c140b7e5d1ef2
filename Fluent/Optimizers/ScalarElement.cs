namespace Fluent;

/// <summary>One number.</summary>
internal readonly struct ScalarElement(float value) : IElement<ScalarElement>
{
    private readonly float value = value;

    public static ScalarElement Of(float number) => new(number);

    public static ScalarElement operator +(ScalarElement a, ScalarElement b) => new(a.value + b.value);

    public static ScalarElement operator -(ScalarElement a, ScalarElement b) => new(a.value - b.value);

    public static ScalarElement operator *(ScalarElement a, ScalarElement b) => new(a.value * b.value);

    public static ScalarElement operator /(ScalarElement a, ScalarElement b) => new(a.value / b.value);

    public static ScalarElement Sqrt(ScalarElement x) => new(MathF.Sqrt(x.value));

    public static ScalarElement Abs(ScalarElement x) => new(MathF.Abs(x.value));

    public static ScalarElement Max(ScalarElement a, ScalarElement b) => new(MathF.Max(a.value, b.value));

    public static ScalarElement Min(ScalarElement a, ScalarElement b) => new(MathF.Min(a.value, b.value));

    public static ScalarElement Sign(ScalarElement x) => new(MathF.Sign(x.value));

    public static ScalarElement Pow(ScalarElement x, float exponent) => new(MathF.Pow(x.value, exponent));
}
