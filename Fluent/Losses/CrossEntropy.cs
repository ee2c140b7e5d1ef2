using OnnxEmit;
using OnnxEmit.Operators;

namespace Fluent;

/// <summary>What the cross-entropies share.</summary>
internal static class CrossEntropy
{
    /// <summary>
    /// The logits behind probabilities that come straight from a Sigmoid; null where they do not. As Keras does on TensorFlow: exact where
    /// the
    /// probability rounds to 0 or 1, and with a gradient of a few operators.
    /// </summary>
    public static Value? SigmoidLogits(Value yPred) => yPred.Producer is Sigmoid sigmoid ? sigmoid.Inputs[0] : null;

    /// <summary>As <see cref="SigmoidLogits"/>, for a Softmax along the axis of the classes.</summary>
    public static Value? SoftmaxLogits(Value yPred, long axis) =>
        yPred.Producer is Softmax softmax && Place(softmax.Axis, yPred) == Place(axis, yPred) ? softmax.Inputs[0] : null;

    /// <summary>Probabilities kept from 0 and 1 by Keras's epsilon.</summary>
    public static Value Clip(Value p) => Op.Clip(p, Value.Scalar(Defaults.Epsilon, p), Value.Scalar(1.0 - Defaults.Epsilon, p));

    /// <summary>The axis counted from the front.</summary>
    public static long Place(long axis, Value x) => axis < 0 ? axis + x.Rank : axis;
}
