namespace OnnxEmit.Operators;

/// <summary>An elementwise operator on any number of inputs of one element type, one or more.</summary>
public abstract class VariadicOperator : ElementwiseOperator
{
    /// <summary>An operator on these inputs.</summary>
    /// <param name="inputs">Its inputs.</param>
    protected VariadicOperator(params ReadOnlySpan<Value?> inputs)
        : base(inputs)
    {
    }

    /// <inheritdoc/>
    protected internal override OnnxType? InferType() =>
        Inputs.IsEmpty ? throw new OperatorException(this, "at least one input", "none") : base.InferType();

    /// <summary>The known elements of all inputs combined pair by pair; null where one is not a number.</summary>
    /// <param name="combine">The operator on numbers.</param>
    protected Shape? CombineContent(Func<long, long, long> combine)
    {
        Shape? content = Inputs[0]!.Content;
        foreach (Value? input in Inputs[1..])
            content = Content.Combine(content, input!.Content, combine);
        return content;
    }

    /// <summary>The gradient of an operator that selects one of its inputs: those that tie share it equally.</summary>
    /// <param name="dY">The gradient of the output.</param>
    /// <param name="needs">Which inputs want one.</param>
    protected Gradients SharedAmongTied(Value dY, Needs needs)
    {
        if (Inputs.Length == 1)
            return [dY];
        Value[] tied = [.. Inputs.Select(input => Op.Equal(input!, Output).Cast(dY.ElementType))];
        Value share = dY / (tied.Length == 2 ? tied[0] + tied[1] : Op.Sum(tied));
        return [.. tied.Select((mask, i) => needs[i] ? share * mask : null)];
    }
}
