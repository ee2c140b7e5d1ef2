using OnnxEmit;

namespace Fluent.Operations;

/// <summary>The axes in another order.</summary>
/// <remarks>Output of the same elements.</remarks>
/// <param name="axes">Which axis of the input stands at each place; reversed when omitted.</param>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class Transpose(int[]? axes = null, string? name = null) : UnaryOperation(name)
{
    /// <inheritdoc/>
    protected override Value Lower(Value x, LayerCall call)
    {
        long[] order = [.. (Axes ?? [.. Enumerable.Range(0, x.Rank).Reverse()]).Select(axis => (long)(axis < 0 ? axis + x.Rank : axis))];
        return order.Order().SequenceEqual(Enumerable.Range(0, x.Rank).Select(axis => (long)axis)) ? Op.Transpose(x, order)
            : throw call.Expects($"each of its {x.Rank} axes once", $"({string.Join(", ", Axes!)})");
    }
}
