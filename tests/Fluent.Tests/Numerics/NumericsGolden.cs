using System.Text.Json.Nodes;
using OnnxEmit;
using Testing;

namespace Fluent.Tests;

/// <summary>One case of the numerics: a loss, metric, schedule, regularizer, constraint or initializer with what Keras computed.</summary>
internal sealed class NumericsGolden(Golden golden, JsonObject @case)
{
    private const double Absolute = 1e-5, Relative = 1e-4;

    private TensorData Expected => golden.Tensors[(string)@case["out"]!];

    public static IEnumerable<(string Name, Func<IEnumerable<string>> Differences)> Cases()
    {
        foreach (Golden golden in Golden.Files("numerics").Select(Golden.Read))
        {
            foreach (JsonObject @case in golden.Case["cases"]!.AsArray().Select(c => c!.AsObject()))
                yield return (Describe(@case), () => new NumericsGolden(golden, @case).Differences());
        }
    }

    private static string Describe(JsonObject @case) =>
        string.Join(" ", @case.Where(p => p.Key != "kind").Select(p => $"{p.Key}={p.Value?.ToJsonString()}"));

    private IEnumerable<string> Differences() => (string)@case["kind"]! switch
    {
        "loss" => Loss(),
        "metric" => Metric(),
        "schedule" => Schedule(),
        "regularizer" => OfWeight(Read<Regularizer>("regularizer").Lower),
        "constraint" => OfWeight(Read<Constraint>("constraint").Lower),
        "initializer" => Initializer(),
        string kind => throw new InvalidOperationException($"a kind of case that nobody reads: {kind}"),
    };

    private IEnumerable<string> Loss()
    {
        JsonObject config = @case["args"]!.DeepClone().AsObject();
        config["reduction"] = (string)@case["reduction"]!;
        Loss loss = (Loss)KerasRegistry.FromConfig("keras.losses", (string)@case["cls"]!, config);
        Feeds feeds = new(golden, @case, 0, 24);
        Value result = loss.Reduction == LossReduction.None
            ? loss.Weighted(feeds.Truth, feeds.Prediction, feeds.Weight, mask: null)
            : loss.Reduce(feeds.Truth, feeds.Prediction, feeds.Weight, mask: null);
        return Compare(feeds.Run([result])[0]);
    }

    // Two batches, whose statistics add up.
    private IEnumerable<string> Metric()
    {
        Metric metric = (Metric)KerasRegistry.FromConfig("keras.metrics", (string)@case["cls"]!, @case["args"]!.AsObject());
        for (int begin = 0; begin < 24; begin += 12)
        {
            Feeds feeds = new(golden, @case, begin, begin + 12);
            TensorData[] statistics = feeds.Run([.. metric.Statistics(feeds.Truth, feeds.Prediction, feeds.Weight)]);
            for (int i = 0; i < statistics.Length; i++)
                metric.Add(i, statistics.Length, statistics[i].AsSpan<float>());
        }

        return Compare(TensorData.Create<float>([], [(float)metric.Result()]));
    }

    private IEnumerable<string> Schedule()
    {
        _ = KerasJson.ToObject(@case["schedule"]!.AsObject());
        throw new InvalidOperationException("a schedule that no test reads");
    }

    private IEnumerable<string> OfWeight(Func<Value, Value> lower)
    {
        TensorData weight = golden.Tensors["w"];
        Value w = Value.Input(weight.Type, "w");
        return Compare(OnnxRunner.Run(new Graph([w], [lower(w)]), new Dictionary<string, TensorData> { ["w"] = weight })[0]);
    }

    private IEnumerable<string> Initializer()
    {
        long[] dims = [.. @case["shape"]!.AsArray().Select(d => (long)d!)];
        float[] values = new float[dims.Aggregate(1L, (n, d) => n * d)];
        Read<Initializer>("initializer").Draw(values, dims, "w");
        double mean = values.Average(x => (double)x), deviation = Math.Sqrt(values.Average(x => (x - mean) * (x - mean)));
        double expected = (double)@case["std"]!, tolerance = (0.03 * expected) + 1e-7;
        if (Math.Abs(mean - (double)@case["mean"]!) > tolerance)
            yield return $"mean {mean}, expected {@case["mean"]}";
        if (Math.Abs(deviation - expected) > tolerance)
            yield return $"standard deviation {deviation}, expected {expected}";
    }

    private T Read<T>(string kind) => (T)KerasJson.ToObject(@case[kind]!.AsObject());

    private IEnumerable<string> Compare(TensorData actual) =>
        Close.Difference("result", actual, Expected, Absolute, Relative) is { } difference ? [difference] : [];

    // Some rows of truth, prediction and weights as inputs of a graph.
    private sealed class Feeds
    {
        private readonly Dictionary<string, TensorData> data = [];

        public Feeds(Golden golden, JsonObject @case, int begin, int end)
        {
            Truth = Input(golden.Tensors[(string)@case["y_true"]!], "y_true", begin, end);
            Prediction = Input(golden.Tensors[(string)@case["y_pred"]!], "y_pred", begin, end);
            Weight = (bool)@case["sample_weight"]! ? Input(golden.Tensors["sw"], "sw", begin, end) : null;
        }

        public Value Truth { get; }

        public Value Prediction { get; }

        public Value? Weight { get; }

        public TensorData[] Run(Value[] outputs) =>
            OnnxRunner.Run(new Graph([Truth, Prediction, .. Weight is null ? Array.Empty<Value>() : [Weight]], outputs), data);

        private Value Input(TensorData all, string name, int begin, int end)
        {
            int row = all.Bytes.Length / (int)all.Dims[0];
            TensorData rows = data[name] = new(all.ElementType, [end - begin, .. all.Dims[1..]], all.Bytes[(begin * row)..(end * row)]);
            return Value.Input(rows.Type, name);
        }
    }
}
