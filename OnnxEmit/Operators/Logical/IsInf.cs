using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>Whether each element is infinite.</summary>
/// <param name="x">Any shape; a float type.</param>
/// <param name="detectNegative">Whether −∞ counts.</param>
/// <param name="detectPositive">Whether +∞ counts.</param>
[OnnxOperator(since: 10)]
public sealed partial class IsInf(Value x, bool detectNegative = true, bool detectPositive = true) : BooleanOperator(x)
{
    /// <inheritdoc/>
    public override int SinceVersion => X.ElementType is ElementType.Float or ElementType.Double ? 10 : 20;

    /// <inheritdoc/>
    protected internal override ImmutableArray<Value>? OlderForm(int opset) =>
        [Op.IsInf(X.Cast(ElementType.Float), detectNegative, detectPositive)];
}
