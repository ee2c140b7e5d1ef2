using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>A window of weights for the Fourier transform: a₀ − a₁ cos x + a₂ cos 2x for x over one turn. Not differentiable.</summary>
/// <param name="size">Its length, an Int32 or Int64 scalar.</param>
/// <param name="outputDatatype">The element type of the result.</param>
/// <param name="periodic">Whether the last element is the one before the turn ends, for periodic use, rather than its end.</param>
/// <param name="coefficients">a₀, a₁ and a₂.</param>
public abstract class CosineWindow(Value size, ElementType outputDatatype, bool periodic, params double[] coefficients) : Operator(size)
{
    /// <inheritdoc/>
    public override IEnumerable<Attribute> Attributes
    {
        get
        {
            if (outputDatatype != ElementType.Float)
                yield return new("output_datatype", (long)outputDatatype);
            if (!periodic)
                yield return new("periodic", 0L);
        }
    }

    /// <inheritdoc/>
    protected internal override OnnxType InferType()
    {
        TensorType type = Inputs[0]!.TensorType;
        if (type.ElementType is not (ElementType.Int32 or ElementType.Int64) || type.Shape?.Elements.MayEqual(1) == false)
            throw new OperatorException(this, "a size that is an Int32 or Int64 scalar", $"{type}");
        return new TensorType(outputDatatype, [Inputs[0]!.Content is [{ } length] ? length : Dim.Unknown()]);
    }

    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => Gradients.None(1);

    /// <inheritdoc/>
    protected internal override ImmutableArray<Value>? Decompose()
    {
        ElementType type = outputDatatype == ElementType.Double ? ElementType.Double : ElementType.Float;
        Value length = Inputs[0]!.Cast(ElementType.Int64).Reshape(1).OrConstant(), places = Op.Count(length).Cast(type);
        Value turn = periodic ? length.Cast(type) : length.Cast(type) - 1;
        Value x = places * (2 * Math.PI / turn);
        Value window = coefficients[0] - (Op.Cos(x) * coefficients[1]);
        return [(coefficients[2] == 0 ? window : window + (Op.Cos(x * 2) * coefficients[2])).Cast(outputDatatype)];
    }
}
