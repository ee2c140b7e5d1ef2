namespace Fluent;

/// <summary>The cross-entropy of distributions over classes, such as one-hot rows.</summary>
/// <param name="name">Its name in logs and history.</param>
/// <param name="fromLogits">Whether predictions are logits rather than probabilities.</param>
/// <param name="labelSmoothing">How much of the truth is spread evenly over the classes, from 0 to 1.</param>
/// <param name="axis">The axis of the classes; negative counts from the end.</param>
[KerasName("CategoricalCrossentropy")]
public sealed partial class CategoricalCrossentropyMetric(
    string name = "categorical_crossentropy", bool fromLogits = false, float labelSmoothing = 0, int axis = -1)
    : LossMetric(name, new CategoricalCrossentropy(fromLogits, labelSmoothing, axis));
