using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>
/// Gathers blocks of places into channels: (batch, channels, height, width) becomes (batch, channels · b², height ÷ b, width ÷ b).
/// </summary>
/// <param name="input">Input of shape (batch, channels, height, width).</param>
/// <param name="blocksize">The side b of a block, 1 or more.</param>
/// <param name="mode">DCR where a block's place becomes the outer part of the channel, CRD where it becomes the inner part.</param>
[OnnxOperator(since: 1)]
public sealed partial class SpaceToDepth(Value input, long blocksize, string mode = "DCR") : Operator(input)
{
    /// <inheritdoc/>
    public override int SinceVersion => mode != "DCR" ? 28 : Input.ElementType == ElementType.BFloat16 ? 13 : 1;

    internal override bool KeepsRows(ReadOnlySpan<bool> rows) => true;

    /// <inheritdoc/>
    protected internal override OnnxType InferType()
    {
        Check(this, Input, blocksize, mode);
        return new TensorType(
            Input.ElementType, [Input.Shape[0], Input.Shape[1] * blocksize * blocksize, Blocks(Input.Shape[2]), Blocks(Input.Shape[3])]);
    }

    /// <inheritdoc/>
    protected internal override ImmutableArray<Value>? OlderForm(int opset)
    {
        if (Output.Shape is not [_, { Size: { } channels }, { Size: { } height }, { Size: { } width }])
            return null;
        Value blocks = Input.Reshape(0, 0, height, blocksize, width, blocksize);
        return [Op.Transpose(blocks, mode == "DCR" ? [0, 3, 5, 1, 2, 4] : [0, 1, 3, 5, 2, 4]).Reshape(0, channels, height, width)];
    }

    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => [Op.DepthToSpace(dY, blocksize, mode)];

    /// <summary>Checks what this operator and its inverse have in common.</summary>
    /// <exception cref="OperatorException">Input or attributes do not fit.</exception>
    internal static void Check(Operator op, Value input, long blocksize, string mode)
    {
        if (input.Rank != 4)
            throw new OperatorException(op, "input of shape (batch, channels, height, width)", $"input {input.Shape}");
        if (blocksize < 1)
            throw new OperatorException(op, "a blocksize of 1 or more", $"{blocksize}");
        if (mode is not ("DCR" or "CRD"))
            throw new OperatorException(op, "mode to be DCR or CRD", mode);
    }

    private Dim Blocks(Dim length) =>
        length.TryDivide(blocksize, out Dim blocks) ? blocks
        : !length.IsKnown ? Dim.Derived($"div({length.ToFormula()}, {blocksize})")
        : throw new OperatorException(this, $"height and width that are multiples of {blocksize}", $"input {Input.Shape}");
}
