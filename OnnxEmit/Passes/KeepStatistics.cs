using OnnxEmit.Operators;

namespace OnnxEmit;

/// <summary>
/// Keeps ONNX Runtime from writing the new statistics of a BatchNormalization in training over the given ones, which it does even where
/// these are an input or used elsewhere: each gets copies of its own. For graphs that run here, last of all, since it does so to the
/// operators of gradients, too.
/// </summary>
internal static class KeepStatistics
{
    /// <summary>The graph after the pass.</summary>
    /// <param name="graph">Any graph.</param>
    public static Graph Apply(Graph graph)
    {
        Dictionary<Value, int> copies = [];
        return Rewriter.Apply<BatchNormalization>(graph, training => training.OnCopies(Copy)?.Outputs);

        // A maximum of equal numbers is a copy that the runtime does not remove, and of another number of them one that is not shared.
        Value Copy(Value statistics)
        {
            int others = copies[statistics] = copies.GetValueOrDefault(statistics) + 1;
            return Op.Max([.. Enumerable.Repeat(statistics, others + 1)]);
        }
    }
}
