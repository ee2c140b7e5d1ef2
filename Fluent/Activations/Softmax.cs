using OnnxEmit;

namespace Fluent;

public static partial class Activations
{
    /// <summary>eˣ divided by its sum over the last axis: probabilities that add up to 1.</summary>
    public static ActivationFunction Softmax { get; } = new("softmax", x => Op.Softmax(x));
}
