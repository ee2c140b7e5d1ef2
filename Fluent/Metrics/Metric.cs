using System.Text.Json.Nodes;
using OnnxEmit;

namespace Fluent;

/// <summary>
/// What is reported of a model. The graph of each batch gives statistics that add up; the result is computed from their sums when it is
/// asked for, so
/// that predictions never leave the device.
/// </summary>
/// <param name="name">Its name in logs and history; made from its class when null.</param>
public abstract class Metric(string? name) : KerasObject
{
    private double[][]? sums;

    /// <summary>Its name in logs and history.</summary>
    public string Name { get => field ?? AutoName.Snake(KerasClassName); internal set; } = name!;

    internal override string KerasModule => "keras.metrics";

    /// <summary>Whether more is better; null where it says nothing of itself.</summary>
    protected internal virtual bool? HigherIsBetter => null;

    /// <summary>The metric of this name with its defaults, as Keras has it: <c>"accuracy"</c>, <c>"mae"</c>.</summary>
    public static implicit operator Metric(string name) => FromString(name);

    /// <summary>The metric of this name with its defaults.</summary>
    /// <exception cref="FluentException">There is none.</exception>
    /// <remarks>The metric reports under this very name, as in Keras: <c>"mae"</c>.</remarks>
    public static Metric FromString(string name)
    {
        Metric metric = AutoMetric.Find(name) ?? KerasRegistry.FromName<Metric>(name);
        metric.Name = name;
        return metric;
    }

    /// <summary>Writes the statistics of a batch as ONNX operators: values whose sums over batches mean something.</summary>
    /// <param name="yTrue">What is true, of any type.</param>
    /// <param name="yPred">What the model gives.</param>
    /// <param name="sampleWeight">A weight for each sample or value; null where all count the same.</param>
    protected internal abstract IReadOnlyList<Value> Statistics(Value yTrue, Value yPred, Value? sampleWeight);

    /// <summary>The result from the summed statistics.</summary>
    /// <param name="sums">The sums, in the order of <see cref="Statistics"/>, each with its elements.</param>
    protected internal abstract double Result(IReadOnlyList<double[]> sums);

    /// <summary>The result so far; 0 before the first batch.</summary>
    public double Result() => sums is null ? 0 : Result(sums);

    /// <summary>Starts again.</summary>
    public void Reset() => sums = null;

    /// <inheritdoc/>
    protected internal override void AddConfig(JsonObject config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config["name"] = Name;
    }

    /// <summary>Another one of the same configuration.</summary>
    internal virtual Metric Fresh() => (Metric)KerasRegistry.FromConfig(Saving.LayerConfig.Module(GetType()), KerasClassName, GetConfig());

    internal void Add(int statistic, int statistics, ReadOnlySpan<float> batch)
    {
        sums ??= new double[statistics][];
        double[] sum = sums[statistic] ??= new double[batch.Length];
        for (int i = 0; i < sum.Length; i++)
            sum[i] += batch[i];
    }
}
