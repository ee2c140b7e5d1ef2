using System.Text.Json.Nodes;
using Fluent.Lowering;
using OnnxEmit;
using Testing;

namespace Fluent.Tests;

/// <summary>One model of the goldens: outputs, taps, configuration and summary.</summary>
internal sealed class ModelGolden(Golden golden)
{
    // Applications have weights by rule; their depth asks for a tolerance by the largest number.
    private bool IsApplication => golden.Case["rule"] is not null;

    public IEnumerable<string> Differences()
    {
        string json = File.ReadAllText(System.IO.Path.ChangeExtension(golden.Path, ".json"));
        Model model = Model.FromJson(json);
        AssignWeights(model);
        foreach (string difference in Outputs(model, ""))
            yield return difference;

        string written = model.ToJson();
        foreach (string difference in ConfigComparison.Differences("model", JsonNode.Parse(written), JsonNode.Parse(json)))
            yield return difference;
        Model again = Model.FromJson(written);
        if (again.ToJson() != written)
            yield return $"written {written}, read and written again {again.ToJson()}";
        if (!IsApplication)
        {
            AssignWeights(again);
            foreach (string difference in Outputs(again, " of the model read again"))
                yield return difference;
        }

        using StringWriter summary = new();
        model.Summary(summary, lineLength: 110);
        string expected = File.ReadAllText(System.IO.Path.ChangeExtension(golden.Path, ".summary.txt"));
        if (FirstDifference(summary.ToString().Split('\n'), expected.Split('\n')) is { } line)
            yield return line;
    }

    private static string? FirstDifference(string[] actual, string[] expected)
    {
        for (int i = 0; i < Math.Max(actual.Length, expected.Length); i++)
        {
            (string a, string e) = (i < actual.Length ? actual[i] : "(nothing)", i < expected.Length ? expected[i] : "(nothing)");
            if (a.TrimEnd() != e.TrimEnd())
                return $"summary, line {i + 1}: {a}, expected {e}";
        }

        return null;
    }

    private void AssignWeights(Model model)
    {
        string[] paths = [.. golden.Case["weights"]!.AsArray().Select(path => (string)path!)];
        if (model.Weights.Count != paths.Length)
            throw new InvalidOperationException($"{paths.Length} weights expected ({string.Join(", ", paths)}), " +
                $"{string.Join(", ", model.Weights)} made");
        for (int i = 0; i < paths.Length; i++)
        {
            Weight weight = model.Weights[i];
            if (golden.Tensors.TryGetValue($"w.{paths[i]}", out TensorData? data))
                weight.Assign(data.AsSpan<float>());
            else
                weight.Assign(DeterministicNumbers.Weight(paths[i], weight.Dims, gain: 6));
        }
    }

    private IEnumerable<string> Outputs(Model model, string what)
    {
        IReadOnlyList<TensorData> given = golden.Numbered("in."), expected = golden.Numbered("out.");
        string[] taps = [.. golden.Case["taps"]!.AsArray().Select(tap => (string)tap!)];
        LoweringContext context = LoweringContext.ForInference();
        Value[] inputs = [.. given.Select((data, i) => Value.Input(data.Type, $"in.{i}"))];
        Dictionary<Tensor, MaskedValue> values = model.Inputs.Zip(inputs)
            .ToDictionary(p => p.First, p => new MaskedValue(Model.FitInput(p.First, p.Second, model.Label)));
        Model tapped = new(model.Inputs, [.. model.Outputs, .. taps.Select(tap => model.GetLayer(tap).Output)]);
        MaskedValue[] outputs = tapped.Replay(context, values, parent: null);
        Graph graph = PassPipeline.Inference(new Graph(inputs, outputs.Select(y => y.Value)));
        TensorData[] actual = Run(graph, given);
        for (int i = 0; i < expected.Count; i++)
        {
            if (Difference($"out.{i}{what}", actual[i], expected[i]) is { } difference)
                yield return difference;
        }

        for (int i = 0; i < taps.Length; i++)
        {
            if (Difference($"tap {taps[i]}", DeterministicNumbers.Strided(actual[expected.Count + i], 512),
                golden.Tensors[$"tap.{taps[i]}"]) is { } difference)
                yield return difference;
        }
    }

    private string? Difference(string what, TensorData actual, TensorData expected)
    {
        if (!IsApplication)
            return Close.Difference(what, actual, expected, 1e-5, 1e-4);
        double largest = Close.ToDoubles(expected).Max(Math.Abs);
        return Close.Difference(what, actual, expected, 1e-5 + (1e-4 * largest), 0);
    }

    private static TensorData[] Run(Graph graph, IReadOnlyList<TensorData> given) =>
        OnnxRunner.Run(graph, given.Select((data, i) => (data, i)).ToDictionary(p => $"in.{p.i}", p => p.data));
}
