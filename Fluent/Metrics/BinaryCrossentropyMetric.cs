namespace Fluent;

/// <summary>The cross-entropy of labels of 0 or 1, each for itself.</summary>
/// <param name="name">Its name in logs and history.</param>
/// <param name="fromLogits">Whether predictions are logits rather than probabilities.</param>
/// <param name="labelSmoothing">How far labels move towards ½, from 0 to 1.</param>
[KerasName("BinaryCrossentropy")]
[KerasAlias("bce", "BCE")]
public sealed partial class BinaryCrossentropyMetric(string name = "binary_crossentropy", bool fromLogits = false, float labelSmoothing = 0)
    : LossMetric(name, new BinaryCrossentropy(fromLogits, labelSmoothing));
