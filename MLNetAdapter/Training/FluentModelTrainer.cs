using Fluent;
using Fluent.Saving;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace MLNetAdapter;

/// <summary>
/// Trains a compiled model of any inputs and outputs on the rows of an <see cref="IDataView"/>, read anew in each epoch and never held
/// whole. Each <c>Fit</c> trains a copy that starts from the model's weights; the model itself stays as it is.
/// </summary>
/// <remarks>
/// Inputs are read from columns of the types that scoring needs. Truths may be numbers, booleans (0 and 1) or keys (classes from 0), scalar
/// or as vectors. Rows whose vectors differ in length are trained in batches of equal lengths. Safe to use from several threads.
/// </remarks>
public sealed class FluentModelTrainer : IEstimator<FluentModelTransformer>
{
    private readonly IHost host;
    private readonly Model model;
    private readonly Dictionary<string, string> labels;
    private readonly string? weight;
    private readonly FluentTrainingOptions options;
    private readonly IReadOnlyDictionary<string, string>? outputs;
    private readonly IReadOnlyDictionary<string, string>? inputs;
    private readonly FluentEstimator untrained;

    internal FluentModelTrainer(
        IHostEnvironment environment, Model model, IReadOnlyDictionary<string, string>? inputs,
        IReadOnlyDictionary<string, string>? labels, IReadOnlyDictionary<string, string>? outputs, string? weight,
        FluentTrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        host = environment.Register(nameof(FluentModelTrainer));
        (this.model, this.inputs, this.outputs, this.weight, this.options) = (model, inputs, outputs, weight, options);
        this.labels = Labels(model, labels);
        untrained = FluentCatalog.Estimator(model, outputs, inputs, options.Scoring);
    }

    /// <summary>Trains on the rows.</summary>
    /// <param name="input">Data with the columns of inputs and labels.</param>
    /// <returns>The trained model as a transform, to be disposed when it is not needed any more.</returns>
    /// <exception cref="FluentTransformException">A column is missing, or has another type or size.</exception>
    /// <exception cref="FluentException">There are no rows, a label is out of range, or the loss is not finite.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public FluentModelTransformer Fit(IDataView input) => Fit(input, null);

    /// <summary>Trains on the rows, and reports after each epoch how it does on others.</summary>
    /// <param name="input">Data with the columns of inputs and labels.</param>
    /// <param name="validation">Data of the same columns, not trained on.</param>
    /// <returns>The trained model as a transform, to be disposed when it is not needed any more.</returns>
    /// <exception cref="FluentTransformException">A column is missing, or has another type or size.</exception>
    /// <exception cref="FluentException">There are no rows, a label is out of range, or the loss is not finite.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public FluentModelTransformer Fit(IDataView input, IDataView? validation)
    {
        ArgumentNullException.ThrowIfNull(input);
        int seed;
        lock (host)
        {
            seed = options.Seed ?? host.Rand.Next();
        }

        using Surroundings inside = new(seed);
        Model trained = Copy();
        ViewTraining.Run(host, trained, untrained.Mapping, labels, weight, input, validation, options, seed);
        return new(trained, FluentCatalog.Estimator(trained, outputs, inputs, options.Scoring).Fit(input));
    }

    /// <summary>The shape of the schema that the transformer will give; checked before a pipeline is fitted.</summary>
    /// <param name="inputSchema">The shape of the input's schema.</param>
    /// <returns>The columns of the input, replaced or followed by the model's outputs.</returns>
    /// <exception cref="FluentTransformException">A column is missing or has another type than the model's input.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        HashSet<string> there = [.. inputSchema.Select(column => column.Name)];
        foreach (string label in labels.Values.Where(label => !there.Contains(label)))
        {
            throw new FluentTransformException(
                $"Label column '{label}'", "to be among the columns", string.Join(", ", there.Select(name => $"'{name}'")));
        }

        return untrained.GetOutputSchema(inputSchema);
    }

    private Model Copy()
    {
        Model copy = model.Clone();
        foreach ((Weight to, Weight from) in copy.Weights.Zip(model.Weights))
        {
            to.Assign(from.Values);
        }

        CompileConfig.Apply(copy, CompileConfig.Of(model)!, options.Optimizer?.Invoke(), options.Device);
        return copy;
    }

    private static Dictionary<string, string> Labels(Model model, IReadOnlyDictionary<string, string>? labels)
    {
        if (CompileConfig.Of(model) is null)
        {
            throw new FluentTransformException(
                $"TrainFluentModel of model '{model.Name}'",
                "a model that was compiled, with an optimizer, losses and metrics that files can name",
                model.Plan is null ? "no call of Compile so far" : "a class that no file could name");
        }

        string[] trained = [.. model.OutputNames.Where((_, i) => model.Plan!.Losses[i] is not null)];
        if (labels is null && trained.Length == 1)
        {
            return new() { [trained[0]] = "Label" };
        }

        return labels is not null && trained.All(labels.ContainsKey)
            ? labels.ToDictionary(pair => pair.Key, pair => pair.Value)
            : throw new FluentTransformException(
                $"TrainFluentModel of model '{model.Name}'", $"a label column for each output with a loss: {string.Join(", ", trained)}",
                labels is null ? "none" : $"columns for {string.Join(", ", labels.Keys)}");
    }
}
