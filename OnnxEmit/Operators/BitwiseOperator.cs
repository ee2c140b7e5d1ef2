namespace OnnxEmit.Operators;

/// <summary>An elementwise operator on the bits of integers. Not differentiable.</summary>
public abstract class BitwiseOperator : ElementwiseOperator
{
    /// <summary>An operator on these inputs.</summary>
    /// <param name="inputs">Its inputs.</param>
    protected BitwiseOperator(params ReadOnlySpan<Value?> inputs)
        : base(inputs)
    {
    }

    /// <inheritdoc/>
    protected override void CheckTypes()
    {
        base.CheckTypes();
        if (!Inputs[0]!.ElementType.IsInteger)
            throw new OperatorException(this, "integers", $"{Inputs[0]!.ElementType}");
    }

    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => Gradients.None(Inputs.Length);

    /// <summary>An input as numbers in Int64, with the same bits.</summary>
    /// <param name="input">Which.</param>
    private protected Value Number(int input) => Inputs[input]!.Cast(ElementType.Int64);

    /// <summary>
    /// The number, in Int64, of the bits that both inputs have: what the versions without bitwise operators write them with.
    /// </summary>
    private protected Value Shared()
    {
        ElementType type = Inputs[0]!.ElementType;
        bool isSigned = type.IsSigned || type.BitSize == 64;           // whose numbers Int64 has with a sign
        long[] places = [.. Enumerable.Range(0, type.BitSize - (isSigned ? 1 : 0)).Select(bit => 1L << bit)];
        Value weights = Value.Constant(isSigned ? [.. places, -1L << (type.BitSize - 1)] : places);
        return (Bits(0) * Bits(1) * weights).ReduceSum([-1]);

        // Along a last axis; the sign comes last.
        Value Bits(int input)
        {
            Value number = Number(input).Unsqueeze(-1), weight = Value.Constant(places);
            Value bits = Op.Mod((number - Op.Mod(number, weight)) / weight, Value.Constant(2));
            return isSigned ? Op.Concat(-1, bits, Op.Less(number, Value.Constant(0)).Cast(ElementType.Int64)) : bits;
        }
    }
}
