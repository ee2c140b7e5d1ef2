using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>
/// In training sets a random part of the elements to 0 and scales the others up by 1 ÷ (1 − ratio); otherwise the input, unchanged.
/// </summary>
/// <param name="data">Any tensor of a float type.</param>
/// <param name="ratio">The part that is dropped, a scalar from 0 to below 1; 0.5 when omitted.</param>
/// <param name="trainingMode">Whether elements are dropped, a Bool scalar; false when omitted.</param>
/// <param name="seed">Where the random numbers start; anywhere when omitted.</param>
/// <param name="outputs">1, or 2 with the mask of the elements kept, Bool, which the gradient in training needs.</param>
/// <seealso href="https://jmlr.org/papers/v15/srivastava14a.html"/>
[OnnxOperator(since: 12, BFloat16 = 13)]
public sealed partial class Dropout(Value data, Value? ratio = null, Value? trainingMode = null, long? seed = null, int outputs = 1)
    : Operator(data, ratio, trainingMode)
{
    // Null where it is known at run time only.
    private bool? Trains => TrainingMode is null ? false : TrainingMode.Data?.AsSpan<bool>()[0];

    /// <inheritdoc/>
    protected internal override bool IsRepeatable => Trains == false;

    /// <inheritdoc/>
    protected internal override OnnxType InferType() => Data.TensorType;

    /// <inheritdoc/>
    protected internal override ImmutableArray<OnnxType?> InferTypes() => outputs switch
    {
        1 => [InferType()],
        2 => [InferType(), new TensorType(ElementType.Bool, Data.TensorType.Shape)],
        _ => throw new OperatorException(this, "one output or two", $"{outputs}"),
    };

    // What was kept and scaled passes its gradient on, scaled.
    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs)
    {
        if (Trains == false)
            return [dY];
        if (outputs != 2)
            throw new OperatorException(this, "its mask as second output, to be differentiated in training", "one output");
        Value scale = 1.0 / (1.0 - (Ratio?.Cast(dY.ElementType) ?? Value.Scalar(0.5, dY)));
        if (Trains is null)
            scale = Op.Where(TrainingMode!, scale, Value.Scalar(1, dY));
        return [dY * scale * Outputs[1].Cast(dY.ElementType)];
    }

    /// <inheritdoc/>
    protected internal override Value? Unchanged() => Trains == false ? Data : null;

    /// <inheritdoc/>
    protected internal override Value? MoveTranspose(TransposeMove move) =>
        Trains == false && outputs == 1 ? move.Restore(With([move.Source(0), .. Inputs[1..]]).Output) : null;
}
