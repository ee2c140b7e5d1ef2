namespace OnnxEmit.Operators;

/// <summary>
/// Spreads channels over blocks of places: (batch, channels, height, width) becomes (batch, channels ÷ b², height · b, width · b).
/// </summary>
/// <param name="input">Input of shape (batch, channels, height, width).</param>
/// <param name="blocksize">The side b of a block, 1 or more.</param>
/// <param name="mode">
/// DCR where a block's place is the outer part of the channel, CRD (as in PyTorch's pixel shuffle) where it is the inner part.
/// </param>
[OnnxOperator(since: 1)]
public sealed partial class DepthToSpace(Value input, long blocksize, string mode = "DCR") : Operator(input)
{
    /// <inheritdoc/>
    public override int SinceVersion => Input.ElementType == ElementType.BFloat16 ? 13 : mode == "DCR" ? 1 : 11;

    internal override bool KeepsRows(ReadOnlySpan<bool> rows) => true;

    /// <inheritdoc/>
    protected internal override OnnxType InferType()
    {
        SpaceToDepth.Check(this, Input, blocksize, mode);
        Dim channels = Input.Shape[1], block = blocksize * blocksize;
        if (!channels.TryDivide(block, out Dim rest))
        {
            rest = !channels.IsKnown ? Dim.Derived($"div({channels.ToFormula()}, {block.ToFormula()})")
                : throw new OperatorException(this, $"channels that are a multiple of {block}", $"input {Input.Shape}");
        }

        return new TensorType(Input.ElementType, [Input.Shape[0], rest, Input.Shape[2] * blocksize, Input.Shape[3] * blocksize]);
    }

    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs)
    {
        Value gathered = Op.SpaceToDepth(dY, blocksize);
        if (mode == "DCR")
            return [gathered];

        // There is no runtime for the other order yet: the block's place and the channel change places.
        Value apart = gathered.Reshape(
            [-1, blocksize * blocksize, Output.Shape[1].Size ?? -1, .. Input.Shape[2..].Select(d => d.Size ?? -1)]);
        return [Op.Transpose(apart, [0, 2, 1, 3, 4]).ReshapeLike(Input)];
    }
}
