using OnnxEmit;

namespace Fluent;

/// <summary>Scales the parts of a weight to norm 1.</summary>
/// <param name="axis">The axes along which a norm is taken: those of the inputs of one unit; 0 when omitted, as Dense has it.</param>
public sealed partial class UnitNorm([Default("0")] Axes? axis = null) : NormConstraint(axis ?? 0)
{
    /// <inheritdoc/>
    protected override Value Desired(Value norm) => Value.Scalar(1, norm);
}
