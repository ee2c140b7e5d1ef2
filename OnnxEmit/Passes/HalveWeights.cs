namespace OnnxEmit;

/// <summary>
/// Keeps large constants in half precision, each converted back where it is used: the file becomes half as long, and what is computed stays
/// in single precision. Runtimes convert once, when they load the model.
/// </summary>
public static class HalveWeights
{
    // What is shorter may be a length or a scale that runtimes want to see.
    private const long Least = 256;

    /// <summary>The graph after the pass. Constants with numbers beyond half precision (±65504) stay as they are.</summary>
    /// <param name="graph">Any graph.</param>
    public static Graph Apply(Graph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        Dictionary<Value, Value> replaced = [];
        foreach (Value constant in graph.Constants)
        {
            if (constant.Data is { ElementType: ElementType.Float, Count: >= Least } data && Halved(data) is { } half)
                replaced[constant] = Value.Constant(half, constant.Name).Cast(ElementType.Float);
        }

        return replaced.Count == 0 ? graph : Rewriter.Substitute(graph, replaced, graph.Inputs);
    }

    private static TensorData? Halved(TensorData data)
    {
        ReadOnlySpan<float> numbers = data.AsSpan<float>();
        Half[] halves = new Half[numbers.Length];
        for (int i = 0; i < halves.Length; i++)
        {
            halves[i] = (Half)numbers[i];
            if (Half.IsInfinity(halves[i]) && !float.IsInfinity(numbers[i]))
                return null;
        }

        return TensorData.Create<Half>(data.Dims, halves);
    }
}
