using OnnxEmit;

namespace Fluent;

public static partial class Activations
{
    /// <summary>The first half of the last axis times σ of the second half (Dauphin et al. 2017).</summary>
    public static ActivationFunction Glu { get; } = new("glu", Gated);

    private static Value Gated(Value x)
    {
        if (x.Shape[^1].Size % 2 == 1)
            throw new FluentException("Activation 'glu'", "a last axis of even length", $"{x.TensorType}");
        IReadOnlyList<Value> halves = x.Shape[^1].Size is { } length
            ? Op.Split(x, 2, Value.Constant(length / 2, length / 2), axis: -1)
            : Op.Split(x, 2, axis: -1, numOutputs: 2);
        return halves[0] * Op.Sigmoid(halves[1]);
    }
}

public static partial class Layers
{
    /// <summary>The first half of the last axis times σ of the second half (Dauphin et al. 2017), behind a tensor.</summary>
    /// <param name="x">A tensor whose last axis has an even length.</param>
    /// <param name="name">The layer's name; made up when omitted.</param>
    public static Tensor Glu(this Tensor x, string? name = null) => new Activation(Activations.Glu, name).Call(x);
}
