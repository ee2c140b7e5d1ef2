using System.Text.Json.Nodes;

namespace Fluent.Saving;

/// <summary>What Compile was told, as Keras writes it: <c>compile_config</c>.</summary>
internal static class CompileConfig
{
    /// <summary>Compiles a model as the configuration says, but for an optimizer and a device that are given.</summary>
    public static void Apply(Model model, JsonObject config, Optimizer? optimizer = null, Device? device = null)
    {
        JsonNode? weights = config["loss_weights"];
        model.Compile(
            optimizer ?? (config["optimizer"] is JsonObject described ? (Optimizer)KerasJson.ToObject(described)
                : Optimizer.FromString((string?)config["optimizer"] ?? "rmsprop")),
            ToLoss(config["loss"]),
            weights switch
            {
                null => null,
                JsonArray list => LossWeights.Create([.. list.Select(weight => (float)weight!)]),
                _ => LossWeights.FromDictionary(weights.AsObject().ToDictionary(p => p.Key, p => (float)p.Value!)),
            },
            ToMetrics(model, config["metrics"]),
            ToMetrics(model, config["weighted_metrics"]),
            device);
    }

    /// <summary>What a model was compiled with; null where it was not, or with classes that no file could name.</summary>
    public static JsonObject? Of(Model model)
    {
        if (model.Plan is not { } plan)
            return null;
        IEnumerable<KerasObject> all = [plan.Optimizer, .. plan.Losses.OfType<Loss>(), .. plan.Reported.Select(r => r.Metric)
            .Where(m => m is not AutoMetric)];
        return !all.All(item => KerasRegistry.Has(item.KerasModule, item.KerasClassName)) ? null : new()
        {
            ["optimizer"] = KerasJson.FromObject(plan.Optimizer),
            ["loss"] = new JsonArray([.. plan.Losses.Select(loss => loss is null ? null : (JsonNode)KerasJson.FromObject(loss))]),
            ["loss_weights"] = new JsonArray([.. plan.LossWeights.Select(weight => (JsonNode)weight)]),
            ["metrics"] = FromMetrics(plan.Metrics),
            ["weighted_metrics"] = FromMetrics(plan.WeightedMetrics),
        };
    }

    private static JsonArray FromMetrics(Metric[][] metrics) => new([.. metrics.Select(list => (JsonNode)new JsonArray(
        [.. list.Select(metric => metric is AutoMetric ? (JsonNode)metric.Name : KerasJson.FromObject(metric))]))]);

    private static LossPlan? ToLoss(JsonNode? node) => node switch
    {
        null => null,
        JsonArray list => LossPlan.Create([.. list.Select(One)]),
        JsonObject named when !named.ContainsKey("class_name") => LossPlan.FromDictionary(named.ToDictionary(p => p.Key,
            p => One(p.Value))),
        _ => LossPlan.FromLoss(One(node)!),
    };

    private static Loss? One(JsonNode? node) => node is null ? null : Named<Loss>(node, Loss.FromString);

    // A list is for the only output or has an entry for each, a dictionary goes by name; a name or object by itself counts as a list of
    // one.
    private static MetricPlan? ToMetrics(Model model, JsonNode? node) => node switch
    {
        null => null,
        JsonObject named when !named.ContainsKey("class_name") => MetricPlan.FromDictionary(named.ToDictionary(p => p.Key,
            p => Several(p.Value))),
        JsonArray lists when model.Outputs.Count > 1
            || lists.Any(item => item is JsonArray) => MetricPlan.FromLists([.. lists.Select(Several)]),
        _ => MetricPlan.Create(Several(node)),
    };

    private static Metric[] Several(JsonNode? node) => node switch
    {
        null => [],
        JsonArray list => [.. list.Select(item => Named<Metric>(item!, Metric.FromString))],
        _ => [Named<Metric>(node, Metric.FromString)],
    };

    // A name, an object, or a function, which is an object that holds a name.
    private static T Named<T>(JsonNode node, Func<string, T> find)
        where T : KerasObject =>
        node is JsonValue ? find((string)node!)
        : node["config"] is JsonValue function ? find((string)function!)
        : (T)KerasJson.ToObject(node.AsObject());
}
