using OnnxEmit;
using Testing;

namespace Fluent.Tests.Saving;

/// <summary>Every model of the goldens, written for every operator set: the files load and compute the same.</summary>
[TestClass]
public sealed class ExportGoldenTests
{
    [TestMethod]
    public void Models_compute_the_same_at_every_opset() => GoldenFolder.Check("models", golden => Differences(golden));

    private static IEnumerable<string> Differences(Golden golden)
    {
        Model model = Model.FromJson(File.ReadAllText(Path.ChangeExtension(golden.Path, ".json")));
        Dictionary<string, TensorData> feeds = model.Inputs.Zip(golden.Numbered("in.")).ToDictionary(
            pair => pair.First.Operation.Name, pair => Fit(pair.Second, pair.First));
        TensorData[] expected = Run(model, ExportedAt(18), feeds);
        foreach (int opset in Enumerable.Range(13, 11).Where(opset => opset != 18))
        {
            TensorData[] actual = Run(model, ExportedAt(opset), feeds);
            for (int i = 0; i < expected.Length; i++)
            {
                if (Close.Difference($"output {i} at version {opset}", actual[i], expected[i], 1e-5, 1e-4) is { } difference)
                    yield return difference;
            }
        }
    }

    private static ExportOptions ExportedAt(int opset) => new() { Opset = opset };

    private static TensorData[] Run(Model model, ExportOptions options, Dictionary<string, TensorData> feeds)
    {
        using MemoryStream stream = new();
        model.Export(stream, options);
        using GraphSession session = new(stream.ToArray());
        return session.Run(feeds);
    }

    // The goldens' arrays in the type of the model's input, with the axis of length 1 that Keras adds.
    private static TensorData Fit(TensorData data, Tensor input)
    {
        long[] dims = data.Dims.Length < input.Shape.Rank ? [.. data.Dims, 1] : data.Dims;
        if (data.ElementType == input.Type.ElementType)
            return data.Reshape(dims);
        double[] numbers = Close.ToDoubles(data);
        return input.Type.ElementType switch
        {
            ElementType.Float => TensorData.Create<float>(dims, Array.ConvertAll(numbers, n => (float)n)),
            ElementType.Int32 => TensorData.Create<int>(dims, Array.ConvertAll(numbers, n => (int)n)),
            ElementType.Int64 => TensorData.Create<long>(dims, Array.ConvertAll(numbers, n => (long)n)),
            _ => TensorData.Create<bool>(dims, Array.ConvertAll(numbers, n => n != 0)),
        };
    }
}
