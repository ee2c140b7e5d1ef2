using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>The remainder of A ÷ B, element by element, with broadcasting.</summary>
/// <param name="a">Dividend; a numeric type.</param>
/// <param name="b">Divisor, of A's element type.</param>
/// <param name="fmod">Whether the sign is the dividend's, as in C, not the divisor's. Floats need it before opset 28.</param>
[OnnxOperator(since: 10)]
public sealed partial class Mod(Value a, Value b, bool fmod = false) : ElementwiseOperator(a, b)
{
    /// <inheritdoc/>
    public override int SinceVersion => A.ElementType.IsFloat && !fmod ? 28 : 10;

    /// <inheritdoc/>
    protected internal override Shape? InferContent() => Content.Combine(A, B, (x, y) => y == 0 ? 0 : fmod ? x % y : ((x % y) + y) % y);

    // The remainder with the dividend's sign, moved by the divisor where the signs differ.
    /// <inheritdoc/>
    protected internal override ImmutableArray<Value>? OlderForm(int opset)
    {
        Value rest = Op.Mod(A, B, fmod: true), zero = Value.Scalar(0, A);
        Value differs = Op.Xor(Op.Less(rest, zero), Op.Less(B, zero));
        return [Op.Where(Op.And(differs, Op.Not(Op.Equal(rest, zero))), rest + B, rest)];
    }

    // a mod b = a − b·q with a whole q that small changes leave as it is: q = (a − a mod b) / b
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) =>
        [dY, needs[1] ? dY * ((Output - A) / B) : null];
}
