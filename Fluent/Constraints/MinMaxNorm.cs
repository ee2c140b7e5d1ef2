using OnnxEmit;

namespace Fluent;

/// <summary>Moves the norms of the parts of a weight into a range, at once or by and by.</summary>
/// <param name="minValue">The least norm, 0 or more.</param>
/// <param name="maxValue">The greatest norm.</param>
/// <param name="rate">How far a norm outside of the range moves at each update, from 0 to 1.</param>
/// <param name="axis">The axes along which a norm is taken: those of the inputs of one unit; 0 when omitted, as Dense has it.</param>
public sealed partial class MinMaxNorm(float minValue = 0, float maxValue = 1, float rate = 1, [Default("0")] Axes? axis = null)
    : NormConstraint(axis ?? 0)
{
    /// <summary>The least norm.</summary>
    public float MinValue { get; } = Check.NotNegative(minValue, nameof(MinMaxNorm));

    /// <summary>The greatest norm.</summary>
    public float MaxValue { get; } = Check.That(maxValue >= minValue, maxValue, nameof(MinMaxNorm), "maxValue to be at least minValue");

    /// <summary>How far a norm outside of the range moves at each update.</summary>
    public float Rate { get; } = Check.Fraction(rate, nameof(MinMaxNorm));

    /// <inheritdoc/>
    protected override Value Desired(Value norm)
    {
        Value between = Between(norm, MinValue, MaxValue);
        return Rate == 1 ? between : (between * Rate) + (norm * (1 - Rate));
    }
}
