namespace Fluent;

/// <summary>The cross-entropy of the true class, given as a number.</summary>
/// <param name="name">Its name in logs and history.</param>
/// <param name="fromLogits">Whether predictions are logits rather than probabilities.</param>
/// <param name="axis">The axis of the classes; negative counts from the end.</param>
[KerasName("SparseCategoricalCrossentropy")]
public sealed partial class SparseCategoricalCrossentropyMetric(
    string name = "sparse_categorical_crossentropy", bool fromLogits = false, int axis = -1)
    : LossMetric(name, new SparseCategoricalCrossentropy(fromLogits, axis: axis));
