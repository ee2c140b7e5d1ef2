using OnnxEmit;

namespace Fluent;

/// <summary>Gives each row another shape of as many elements.</summary>
/// <remarks>Input (batch, …); output (batch, target shape).</remarks>
/// <param name="targetShape">The axes without the batch; one may be −1 and is computed.</param>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class Reshape(Shape targetShape, string? name = null) : UnaryLayer(name)
{
    /// <inheritdoc/>
    protected override Value Lower(Value x, LayerCall call)
    {
        if (TargetShape.Any(d => !d.IsKnown || d.Size is 0 or < -1) || TargetShape.Count(d => d.Size == -1) > 1)
            throw call.Expects("a target shape of numbers of 1 or more, one of which may be -1", $"{TargetShape}");
        Dim wanted = TargetShape.Where(d => d.Size != -1).Aggregate((Dim)1, (product, d) => product * d), given = x.Shape[1..].Elements;
        bool computed = TargetShape.Any(d => d.Size == -1);
        if (given.Size is { } count && (computed ? count % wanted.Size != 0 : count != wanted.Size))
            throw call.Expects($"rows of as many elements as {TargetShape}");
        return x.Reshape([0, .. TargetShape.Select(d => d.Size!.Value)]);
    }
}
