namespace Fluent;

/// <summary>
/// A number that an optimizer's rule is written for once: instantiated with vectors it updates weights in place on the CPU, with single
/// numbers the
/// rest that fills no vector.
/// </summary>
/// <typeparam name="T">The number.</typeparam>
public interface IElement<T>
    where T : unmanaged, IElement<T>
{
    /// <summary>The number everywhere.</summary>
    static abstract T Of(float number);

    /// <summary>a + b.</summary>
    static abstract T operator +(T a, T b);

    /// <summary>a − b.</summary>
    static abstract T operator -(T a, T b);

    /// <summary>a · b.</summary>
    static abstract T operator *(T a, T b);

    /// <summary>a ÷ b.</summary>
    static abstract T operator /(T a, T b);

    /// <summary>√x.</summary>
    static abstract T Sqrt(T x);

    /// <summary>|x|.</summary>
    static abstract T Abs(T x);

    /// <summary>The greater.</summary>
    static abstract T Max(T a, T b);

    /// <summary>The lesser.</summary>
    static abstract T Min(T a, T b);

    /// <summary>−1, 0 or 1.</summary>
    static abstract T Sign(T x);

    /// <summary>x to a fixed power.</summary>
    static abstract T Pow(T x, float exponent);
}
