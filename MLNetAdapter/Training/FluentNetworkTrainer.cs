using System.Runtime.CompilerServices;
using Fluent;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;

namespace MLNetAdapter;

/// <summary>
/// Trains a network on a vector of features: the layers given, and behind them one that fits the task and the label. The data are read
/// anew in each epoch and never held whole. Safe to use from several threads.
/// </summary>
/// <remarks>
/// Scale the features first (<c>NormalizeMeanVariance</c>): networks learn from numbers around zero. In <c>CrossValidate</c> and
/// <c>PermutationFeatureImportance</c> it works as any trainer of ML.NET.
/// </remarks>
public sealed class FluentNetworkTrainer : ITrainerEstimator<FluentPredictionTransformer, Model>
{
    private readonly IHost host;
    private readonly NetworkTask task;
    private readonly Func<Tensor, Tensor> layers;
    private readonly string label;
    private readonly string features;
    private readonly string? weight;
    private readonly FluentTrainingOptions options;

    internal FluentNetworkTrainer(
        IHostEnvironment environment, NetworkTask task, Func<Tensor, Tensor> layers, string label, string features, string? weight,
        FluentTrainingOptions? options)
    {
        ArgumentNullException.ThrowIfNull(layers);
        ArgumentException.ThrowIfNullOrEmpty(label);
        ArgumentException.ThrowIfNullOrEmpty(features);
        host = environment.Register(nameof(FluentNetworkTrainer));
        (this.task, this.layers, this.label, this.features, this.weight) = (task, layers, label, features, weight);
        this.options = options ?? FluentTrainingOptions.Default;
    }

    /// <summary>That it wants normalized features and takes validation data.</summary>
    public TrainerInfo Info { get; } = NewInfo(
        normalization: true, calibration: false, caching: false, supportValid: true, supportIncrementalTrain: false, supportTest: false);

    /// <summary>Trains on the rows.</summary>
    /// <param name="input">Data with features and label.</param>
    /// <returns>The trained network as a transform, to be disposed when it is not needed any more.</returns>
    /// <exception cref="FluentTransformException">A column is missing, or has another type.</exception>
    /// <exception cref="FluentException">There are no rows, a label is missing, or the loss is not finite.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public FluentPredictionTransformer Fit(IDataView input) => Fit(input, null);

    /// <summary>Trains on the rows, and reports after each epoch how it does on others.</summary>
    /// <param name="input">Data with features and label.</param>
    /// <param name="validation">Data of the same columns, not trained on.</param>
    /// <returns>The trained network as a transform, to be disposed when it is not needed any more.</returns>
    /// <exception cref="FluentTransformException">A column is missing, or has another type.</exception>
    /// <exception cref="FluentException">There are no rows, a label is missing, or the loss is not finite.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public FluentPredictionTransformer Fit(IDataView input, IDataView? validation)
    {
        ArgumentNullException.ThrowIfNull(input);
        int seed;
        lock (host)
        {
            seed = options.Seed ?? host.Rand.Next();
        }

        using Surroundings inside = new(seed);
        DataViewSchema.Column feature = Column(input.Schema, features, "Feature column");
        int size = feature.Type is VectorDataViewType { IsKnownSize: true } vector && vector.ItemType == NumberDataViewType.Single
            ? vector.Size
            : throw new FluentTransformException(
                $"Feature column '{features}'", "a vector of known size of Single, as Concatenate makes it", $"{feature.Type}");
        // Scores of another model may be the features, and layers have names of their own.
        var x = new Input([size], task.Columns.Contains(features) ? $"{features}_" : features);
        Dictionary<string, string> inputs = new() { [x.Name] = features };
        Tensor head = task.Head(layers(x), Column(input.Schema, label, "Label column"));
        var network = new Model(x, head, "network");
        network.Compile(options.Optimizer?.Invoke() ?? new Adam(), task.Loss, metrics: [.. task.Metrics], device: options.Device);

        var scoring = new Model([x], task.Outputs(head), "network");
        Dictionary<string, string> outputs = scoring.OutputNames.Zip(task.Columns).ToDictionary(pair => pair.First, pair => pair.Second);
        FluentOptions run = task.Scoring(options.Scoring, label);
        ViewTraining.Run(
            host, network, FluentCatalog.Estimator(scoring, outputs, inputs, options.Scoring).Mapping,
            new Dictionary<string, string> { [network.OutputNames[0]] = label }, weight, input, validation, options, seed);
        return new(scoring, FluentCatalog.Estimator(scoring, outputs, inputs, run).Fit(input), feature);
    }

    /// <summary>The shape of the schema that the transformer will give; checked before a pipeline is fitted.</summary>
    /// <param name="inputSchema">The shape of the input's schema.</param>
    /// <returns>The columns of the input, replaced or followed by those of the task.</returns>
    /// <exception cref="FluentTransformException">A column is missing.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        Dictionary<string, SchemaShape.Column> columns = [];
        foreach (SchemaShape.Column column in inputSchema)
        {
            columns[column.Name] = column;
        }

        foreach ((string? name, string role) in new[]
        {
            (features, "Feature column"), (label, "Label column"), (weight, "Weight column"),
        })
        {
            if (name is not null && !columns.ContainsKey(name))
            {
                throw Missing(name, role, columns.Keys);
            }
        }

        DataViewSchema.Builder added = new();
        task.AddColumns(added, columns[label]);
        foreach (SchemaShape.Column column in FluentEstimator.Create(null, added.ToSchema()))
        {
            columns[column.Name] = column;
        }

        return new SchemaShape(columns.Values);
    }

    private static DataViewSchema.Column Column(DataViewSchema schema, string name, string role) =>
        schema.GetColumnOrNull(name) ?? throw Missing(name, role, schema.Select(c => c.Name));

    private static FluentTransformException Missing(string name, string role, IEnumerable<string> there) => new(
        $"{role} '{name}'", "to be among the columns", string.Join(", ", there.Distinct().Select(other => $"'{other}'")));

    // ML.NET keeps the constructor to its own trainers.
    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    private static extern TrainerInfo NewInfo(
        bool normalization, bool calibration, bool caching, bool supportValid, bool supportIncrementalTrain, bool supportTest);
}
