namespace OnnxEmit.Operators;

/// <summary>An operator that finds the place of one element along an axis. Not differentiable.</summary>
/// <param name="data">The tensor.</param>
/// <param name="axis">The axis that is searched.</param>
/// <param name="keepdims">Whether that axis stays, with length 1.</param>
/// <param name="selectLastIndex">Whether the last of equal elements is taken rather than the first.</param>
public abstract class ArgOperator(Value data, long axis, bool keepdims, bool selectLastIndex) : Operator(data)
{
    /// <inheritdoc/>
    public override int SinceVersion => selectLastIndex ? 12 : 1;

    /// <inheritdoc/>
    public override IEnumerable<Attribute> Attributes
    {
        get
        {
            if (axis != 0)
                yield return new("axis", axis);
            if (!keepdims)
                yield return new("keepdims", 0L);
            if (selectLastIndex)
                yield return new("select_last_index", 1L);
        }
    }

    internal override bool KeepsRows(ReadOnlySpan<bool> rows) => AxisList.Resolve(this, axis, Inputs[0]!.Rank) > 0;

    /// <inheritdoc/>
    protected internal override OnnxType InferType()
    {
        Shape shape = Inputs[0]!.Shape;
        int searched = AxisList.Resolve(this, axis, shape.Rank);
        return new TensorType(ElementType.Int64, keepdims ? shape.With(searched, 1) : [.. shape[..searched], .. shape[(searched + 1)..]]);
    }

    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => Gradients.None(1);
}
