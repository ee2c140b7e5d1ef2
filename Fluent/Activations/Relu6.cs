using OnnxEmit;

namespace Fluent;

public static partial class Activations
{
    /// <summary>max(x, 0), at most 6.</summary>
    /// <remarks>The Relu before it gives gradient 0 at 0, as Keras has it; ONNX Runtime merges the two.</remarks>
    public static ActivationFunction Relu6 { get; } = new("relu6", x => Op.Clip(Op.Relu(x), Value.Scalar(0, x), Value.Scalar(6, x)));
}

public static partial class Layers
{
    /// <summary>max(x, 0), at most 6, behind a tensor.</summary>
    /// <param name="x">Any tensor.</param>
    /// <param name="name">The layer's name; made up when omitted.</param>
    public static Tensor Relu6(this Tensor x, string? name = null) => new Activation(Activations.Relu6, name).Call(x);
}
