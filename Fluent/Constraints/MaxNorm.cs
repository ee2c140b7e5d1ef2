using OnnxEmit;

namespace Fluent;

/// <summary>Shrinks the parts of a weight whose norm is too great (Srivastava et al. 2014).</summary>
/// <param name="maxValue">The greatest norm, 0 or more.</param>
/// <param name="axis">The axes along which a norm is taken: those of the inputs of one unit; 0 when omitted, as Dense has it.</param>
public sealed partial class MaxNorm(float maxValue = 2, [Default("0")] Axes? axis = null) : NormConstraint(axis ?? 0)
{
    /// <summary>The greatest norm.</summary>
    public float MaxValue { get; } = Check.NotNegative(maxValue, nameof(MaxNorm));

    /// <inheritdoc/>
    protected override Value Desired(Value norm) => Between(norm, 0, MaxValue);
}
