using OnnxEmit;

namespace Fluent;

/// <summary>A constraint on the norms of parts of a weight.</summary>
/// <param name="axis">
/// The axes along which a norm is taken: those of the inputs of one unit. 0 for Dense, [0, 1, 2] for 2-D convolution.
/// </param>
public abstract class NormConstraint(Axes axis) : Constraint
{
    /// <summary>The axes along which a norm is taken.</summary>
    public Axes Axis => axis;

    /// <summary>Writes the norm that each part should have.</summary>
    /// <param name="norm">The norm that it has.</param>
    protected abstract Value Desired(Value norm);

    /// <inheritdoc/>
    protected internal override Value Lower(Value weight)
    {
        ArgumentNullException.ThrowIfNull(weight);
        Value norm = Op.Sqrt((weight * weight).ReduceSum([.. Axis.Select(a => (long)a)], keepdims: true));
        return weight * (Desired(norm) / (norm + Defaults.Epsilon));
    }

    /// <summary>A norm kept between two limits.</summary>
    private protected static Value Between(Value norm, float min, float max) =>
        Op.Clip(norm, Value.Scalar(min, norm), Value.Scalar(max, norm));
}
