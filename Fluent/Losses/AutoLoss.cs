using OnnxEmit;

namespace Fluent;

/// <summary>Keras's rule for what <c>"accuracy"</c> and <c>"crossentropy"</c> mean.</summary>
internal static class AutoLoss
{
    /// <summary><c>binary</c>, <c>sparse_categorical</c> or <c>categorical</c>, by the shapes of truth and prediction.</summary>
    public static string Kind(Value yTrue, Value yPred) =>
        yPred.Shape[^1] == 1 ? "binary"
        : yTrue.Rank < yPred.Rank || (yTrue.Shape[^1] == 1 && yPred.Shape[^1] != 1) ? "sparse_categorical"
        : "categorical";
}
