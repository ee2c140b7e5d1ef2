using Fluent;

namespace MLNetAdapter;

/// <summary>The sizes in <see cref="FluentOptions.Shapes"/> as whole shapes of tensors, one row to the batch.</summary>
internal static class RowShapes
{
    public static Dictionary<string, int[]>? Of(ModelSource model, IReadOnlyDictionary<string, IReadOnlyList<int>>? shapes) =>
        shapes?.ToDictionary(pair => pair.Key, pair => Whole(model, pair.Key, pair.Value));

    private static int[] Whole(ModelSource model, string name, IReadOnlyList<int> sizes)
    {
        TensorInfo[] all = [.. model.Inputs, .. model.Outputs];
        TensorInfo tensor = Array.Find(all, tensor => tensor.Name == name) ?? throw new FluentTransformException(
            "FluentOptions.Shapes", $"tensors of the model: {string.Join(", ", all.AsEnumerable())}", $"'{name}'");
        int[] whole = tensor.Dims.Count > 0 && tensor.Dims[0] < 0 ? [1, .. sizes] : [.. sizes];
        bool fits = whole.Length == tensor.Dims.Count
            && whole.Zip(tensor.Dims).All(pair => pair.First == pair.Second || (pair.First > 0 && pair.Second < 0));
        return fits
            ? whole
            : throw new FluentTransformException(
                "FluentOptions.Shapes", $"the sizes of a row of tensor {tensor}", $"[{string.Join(", ", sizes)}]");
    }
}
