using OnnxEmit;
using Testing;

namespace Fluent.Tests.Training;

/// <summary>Weights and rows of goldens. Weights are matched by order: their paths are those of the original build.</summary>
internal static class GoldenWeights
{
    /// <summary>The paths in the order of the original model's weights, which the file's tensors, sorted by name, do not keep.</summary>
    public static IReadOnlyList<string> Paths(Golden golden, string prefix) => golden.Case["weights"] is { } listed
        ? [.. listed.AsArray().Select(p => (string)p!)]
        : [.. golden.Tensors.Keys.Where(k => k.StartsWith(prefix, StringComparison.Ordinal)).Select(k => k[prefix.Length..])];

    public static void Assign(Model model, Golden golden, string prefix)
    {
        foreach (Weight weight in model.Weights)
            weight.Assign(golden.Tensors[prefix + PathOf(golden, prefix, weight, model)].AsSpan<float>());
    }

    public static IEnumerable<string> Compare(Model model, Golden golden, HashSet<string> noise)
    {
        foreach (Weight weight in model.Weights)
        {
            string path = PathOf(golden, "final.", weight, model);
            if (!noise.Contains(path) && Close.Difference(path, weight.ToTensorData(), golden.Tensors["final." + path], 1e-3,
                1e-2) is { } difference)
                yield return difference;
        }
    }

    public static TensorData Rows(TensorData data, int[] rows)
    {
        int size = (int)(data.Bytes.Length / data.Dims[0]);
        byte[] bytes = [.. rows.SelectMany(row => data.Bytes.Slice(row * size, size).ToArray())];
        return new(data.ElementType, [rows.Length, .. data.Dims[1..]], bytes);
    }

    /// <summary>The truth: by position, or by output name.</summary>
    public static Data? Truth(Model model, Golden golden, string prefix, Func<TensorData, TensorData> rows)
    {
        if (golden.Tensors.TryGetValue(prefix + "0", out TensorData? only))
            return rows(only);
        Dictionary<string, Data> named = model.OutputNames.Where(name => golden.Tensors.ContainsKey(prefix + name))
            .ToDictionary(name => name, name => (Data)rows(golden.Tensors[prefix + name]));
        return named.Count == 0 ? null : Data.FromDictionary(named);
    }

    private static string PathOf(Golden golden, string prefix, Weight weight, Model model)
    {
        if (golden.Tensors.ContainsKey(prefix + weight.Path))
            return weight.Path;
        IReadOnlyList<string> paths = Paths(golden, prefix);
        return paths[model.Weights.ToList().IndexOf(weight)];
    }
}
