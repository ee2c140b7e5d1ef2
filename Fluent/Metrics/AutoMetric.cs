using OnnxEmit;

namespace Fluent;

/// <summary>
/// A metric that Keras resolves by the shapes of truth and prediction: <c>"accuracy"</c> and <c>"crossentropy"</c> mean binary, sparse or
/// categorical.
/// </summary>
internal sealed class AutoMetric(string name, string family) : Metric(name)
{
    private Metric? resolved;

    internal override string KerasModule => "builtins";

    public static Metric? Find(string name) => name switch
    {
        "accuracy" or "acc" => new AutoMetric(name, "accuracy"),
        "crossentropy" or "ce" => new AutoMetric(name, "crossentropy"),
        _ => null,
    };

    internal override Metric Fresh() => new AutoMetric(Name, family);

    protected internal override bool? HigherIsBetter => family == "accuracy";

    protected internal override IReadOnlyList<Value> Statistics(Value yTrue, Value yPred, Value? sampleWeight)
    {
        string kind = AutoLoss.Kind(yTrue, yPred);
        resolved = KerasRegistry.FromName<Metric>($"{kind}_{family}");
        return resolved.Statistics(yTrue, yPred, sampleWeight);
    }

    protected internal override double Result(IReadOnlyList<double[]> sums) => resolved!.Result(sums);
}
