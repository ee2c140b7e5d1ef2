using OnnxEmit;

namespace Fluent.Tests.Saving;

/// <summary>A layer that uses its weight turned and as it stands: there and back through one square matrix.</summary>
/// <param name="name">Its name.</param>
public sealed partial class Tied(string? name = null) : UnaryLayer(name)
{
    /// <inheritdoc/>
    protected override Value Lower(Value x, LayerCall call)
    {
        Value w = call.Weight("w", [x.Shape[^1], x.Shape[^1]], new RandomUniform(-1, 1));
        return Op.MatMul(Op.Tanh(Op.MatMul(x, Op.Transpose(w, [1, 0]))), w);
    }
}
