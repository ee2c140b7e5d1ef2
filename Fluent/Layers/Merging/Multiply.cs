using OnnxEmit;

namespace Fluent;

/// <summary>The product of several tensors, element by element.</summary>
/// <remarks>Inputs of shapes that broadcast; output of the broadcast shape. Masked places count as 1, and come out as 0 where all inputs
/// mask them.</remarks>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class Multiply(string? name = null) : ElementwiseMerge(name)
{
    /// <inheritdoc/>
    protected override Value Combine(Value[] inputs) => inputs.Aggregate((a, b) => a * b);

    /// <inheritdoc/>
    protected override Value Combine(Value[] inputs, Value?[] masks)
    {
        Value product = Combine([.. inputs.Zip(masks, (x, mask) => mask is null ? x : Op.Where(mask, x, Value.Scalar(1, x)))]);
        return masks.Any(mask => mask is null) ? product
            : Op.Where(masks.Select(mask => mask!).Aggregate((a, b) => Op.Or(a, b)), product, Value.Scalar(0, product));
    }
}
