using OnnxEmit;

namespace Fluent;

/// <summary>Repeats each row as the steps of a sequence.</summary>
/// <remarks>Input (batch, features); output (batch, n, features).</remarks>
/// <param name="n">How often, 1 or more.</param>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class RepeatVector(int n, string? name = null) : UnaryLayer(name)
{
    /// <inheritdoc/>
    protected override Value Lower(Value x, LayerCall call)
    {
        if (N < 1)
            throw call.Expects("a number of repetitions of 1 or more", $"{N}");
        return x.Rank == 2 ? Op.Expand(x.Unsqueeze(1), Value.Constant(1, N, 1)) : throw call.Expects("an input of rank 2, the batch first");
    }
}
