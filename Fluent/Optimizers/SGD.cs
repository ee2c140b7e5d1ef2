namespace Fluent;

/// <summary>Gradient descent, with momentum if wanted (Sutskever et al. 2013).</summary>
/// <remarks>
/// w −= rate·g; with momentum, v = momentum·v − rate·g and w += v, or with Nesterov's w += momentum·v − rate·g. Without momentum the rows
/// of an <see cref="Embedding"/> that a step does not read are not touched.
/// </remarks>
/// <param name="learningRate">The step size, 0 or more.</param>
/// <param name="momentum">How much of the last move stays, from 0 to 1.</param>
/// <param name="nesterov">Whether the gradient counts as taken after the move.</param>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class SGD(float learningRate = 0.01f, float momentum = 0, bool nesterov = false, string? name = null)
    : Optimizer(learningRate, name)
{
    /// <summary>How much of the last move stays.</summary>
    public float Momentum { get; } = Check.Fraction(momentum, nameof(SGD));

    /// <inheritdoc/>
    protected internal override int Slots => Momentum == 0 ? 0 : 1;

    /// <inheritdoc/>
    protected internal override bool AcceptsRows => Momentum == 0;

    /// <inheritdoc/>
    protected override int Coefficients(long step, Span<float> coefficients)
    {
        (coefficients[0], coefficients[1]) = (LearningRate, Momentum);
        return 2;
    }

    /// <inheritdoc/>
    protected override void Update(Span<float> weight, ReadOnlySpan<float> gradient, Span<float> slots, ReadOnlySpan<float> coefficients)
    {
        if (Momentum == 0)
            Elementwise.Apply<Plain>(weight, gradient, slots, coefficients);
        else if (Nesterov)
            Elementwise.Apply<Ahead>(weight, gradient, slots, coefficients);
        else
            Elementwise.Apply<Moving>(weight, gradient, slots, coefficients);
    }

    private readonly struct Plain : IUpdateRule
    {
        public static void Update<T>(ref T weight, T gradient, Span<T> slots, ReadOnlySpan<T> coefficients)
            where T : unmanaged, IElement<T> => weight -= coefficients[0] * gradient;
    }

    private readonly struct Moving : IUpdateRule
    {
        public static void Update<T>(ref T weight, T gradient, Span<T> slots, ReadOnlySpan<T> coefficients)
            where T : unmanaged, IElement<T> =>
            weight += slots[0] = (slots[0] * coefficients[1]) - (coefficients[0] * gradient);
    }

    private readonly struct Ahead : IUpdateRule
    {
        public static void Update<T>(ref T weight, T gradient, Span<T> slots, ReadOnlySpan<T> coefficients)
            where T : unmanaged, IElement<T>
        {
            T move = coefficients[0] * gradient;
            slots[0] = (slots[0] * coefficients[1]) - move;
            weight += (slots[0] * coefficients[1]) - move;
        }
    }
}
