namespace OnnxEmit.Operators;

/// <summary>x + bias below −lambd, x − bias above lambd, 0 between, element by element.</summary>
/// <remarks>Without a bias it is the hard shrinkage, with a bias of lambd the soft one.</remarks>
/// <param name="input">Any shape; a numeric type.</param>
/// <param name="bias">How far what is kept moves towards 0.</param>
/// <param name="lambd">The threshold λ.</param>
[OnnxOperator(since: 9)]
public sealed partial class Shrink(Value input, float bias = 0f, float lambd = 0.5f) : ElementwiseOperator(input)
{
    // What is kept passes its gradient on.
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs)
    {
        Value kept = Op.Or(Op.Less(Input, Value.Scalar(-lambd, Input)), Op.Greater(Input, Value.Scalar(lambd, Input)));
        return [dY * kept.Cast(dY.ElementType)];
    }
}
