namespace OnnxEmit.Operators;

/// <summary>The bits of X moved by Y places, element by element, with broadcasting; zeros come in. Not differentiable.</summary>
/// <param name="x">What is moved; an unsigned integer type, from opset 28 on a signed one as well.</param>
/// <param name="y">By how many bits, 0 or more, of X's element type.</param>
/// <param name="direction"><c>LEFT</c> or <c>RIGHT</c>.</param>
[OnnxOperator(since: 11)]
public sealed partial class BitShift(Value x, Value y, string direction) : BitwiseOperator(x, y)
{
    /// <inheritdoc/>
    public override int SinceVersion =>
        X.ElementType is ElementType.Int8 or ElementType.Int16 or ElementType.Int32 or ElementType.Int64 ? 28 : 11;

    /// <inheritdoc/>
    protected override void CheckTypes()
    {
        base.CheckTypes();
        if (direction is not ("LEFT" or "RIGHT"))
            throw new OperatorException(this, "a direction of 'LEFT' or 'RIGHT'", $"'{direction}'");
    }
}
