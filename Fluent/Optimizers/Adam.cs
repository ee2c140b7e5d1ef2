namespace Fluent;

/// <summary>Adaptive moments (Kingma and Ba 2015), as Keras has it: epsilon is not corrected for the first steps.</summary>
/// <remarks>
/// m += (g − m)(1 − β₁), v += (g² − v)(1 − β₂), w −= α·m / (√v + ε) with α = rate·√(1 − β₂ᵗ) / (1 − β₁ᵗ). With AMSGrad (Reddi et al. 2018),
/// v is the
/// greatest so far.
/// </remarks>
/// <param name="learningRate">The step size, 0 or more.</param>
/// <param name="beta1">How much of the mean gradient stays, from 0 to 1.</param>
/// <param name="beta2">How much of the mean squared gradient stays, from 0 to 1.</param>
/// <param name="epsilon">What keeps the division away from zero.</param>
/// <param name="amsgrad">Whether the greatest mean square so far divides.</param>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class Adam(
    float learningRate = 0.001f, [ConfigName("beta_1")] float beta1 = 0.9f, [ConfigName("beta_2")] float beta2 = 0.999f,
    float epsilon = 1e-7f,
    bool amsgrad = false, string? name = null) : Optimizer(learningRate, name)
{
    /// <summary>How much of the mean gradient stays.</summary>
    public float Beta1 { get; } = Check.Fraction(beta1, nameof(Adam));

    /// <summary>How much of the mean squared gradient stays.</summary>
    public float Beta2 { get; } = Check.Fraction(beta2, nameof(Adam));

    /// <inheritdoc/>
    protected internal override int Slots => Amsgrad ? 3 : 2;

    /// <inheritdoc/>
    protected override int Coefficients(long step, Span<float> coefficients)
    {
        double rate = LearningRate * Math.Sqrt(1 - Math.Pow(Beta2, step)) / (1 - Math.Pow(Beta1, step));
        (coefficients[0], coefficients[1], coefficients[2], coefficients[3]) = ((float)rate, 1 - Beta1, 1 - Beta2, Epsilon);
        return 4;
    }

    /// <inheritdoc/>
    protected override void Update(Span<float> weight, ReadOnlySpan<float> gradient, Span<float> slots, ReadOnlySpan<float> coefficients) =>
        Elementwise.Apply<Rule>(weight, gradient, slots, coefficients);

    private readonly struct Rule : IUpdateRule
    {
        public static void Update<T>(ref T weight, T gradient, Span<T> slots, ReadOnlySpan<T> coefficients)
            where T : unmanaged, IElement<T>
        {
            T m = slots[0] += (gradient - slots[0]) * coefficients[1];
            T v = slots[1] += ((gradient * gradient) - slots[1]) * coefficients[2];
            if (slots.Length > 2)
                v = slots[2] = T.Max(slots[2], v);
            weight -= coefficients[0] * m / (T.Sqrt(v) + coefficients[3]);
        }
    }
}
