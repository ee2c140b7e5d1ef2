namespace OnnxEmit.Operators;

/// <summary>An operator whose result is drawn at random, anew in every run. Not differentiable.</summary>
public abstract class RandomOperator : Operator
{
    /// <summary>An operator on these inputs.</summary>
    /// <param name="inputs">Its inputs.</param>
    protected RandomOperator(params ReadOnlySpan<Value?> inputs)
        : base(inputs)
    {
    }

    /// <summary>The element type of the result.</summary>
    protected abstract ElementType ResultType { get; }

    /// <summary>The shape of the result; null where it is unknown.</summary>
    protected abstract Shape? ResultShape { get; }

    /// <summary>What the result may be made of.</summary>
    protected virtual bool IsAllowed => ResultType.IsFloat;

    /// <inheritdoc/>
    public override int SinceVersion => ResultType == ElementType.BFloat16 ? 22 : 1;

    /// <inheritdoc/>
    protected internal override OnnxType InferType() => IsAllowed ? new TensorType(ResultType, ResultShape)
        : throw new OperatorException(this, "a result of a float type", $"{ResultType}");

    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => Gradients.None(Inputs.Length);
}
