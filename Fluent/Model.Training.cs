using OnnxEmit;

namespace Fluent;

public partial class Model
{
    private Trainer? trainer;

    /// <summary>Set by a callback to end training after the current batch.</summary>
    public bool StopTraining { get; set; }

    /// <summary>The optimizer; null before Compile.</summary>
    public Optimizer? Optimizer => trainer?.Plan.Optimizer;

    /// <summary>The names that Fit and Evaluate report, in order; empty before Compile.</summary>
    public IReadOnlyList<string> MetricNames => trainer is null ? [] : [.. trainer.Report().Keys];

    /// <summary>
    /// Whether more is better of what is reported under this name, that of the validation data included; null where it says nothing of
    /// itself.
    /// </summary>
    internal bool? HigherIsBetter(string name)
    {
        string own = name.StartsWith("val_", StringComparison.Ordinal) ? name[4..] : name;
        return own == "loss" || own.EndsWith("_loss", StringComparison.Ordinal) ? false
            : trainer?.Plan.Reported.FirstOrDefault(reported => reported.Name == own).Metric?.HigherIsBetter;
    }

    /// <summary>What Compile decided; null before.</summary>
    internal TrainingPlan? Plan => trainer?.Plan;

    private Trainer Compiled => trainer ?? throw new FluentException(Label, "to be compiled first", "no call of Compile so far");

    /// <summary>Says how the model trains: with which optimizer, on which losses, reporting which metrics.</summary>
    /// <param name="optimizer">An optimizer, or its name in Keras; its state starts anew.</param>
    /// <param name="loss">A loss for every output, one for each, or by output name; names as in Keras: <c>"mse"</c>.</param>
    /// <param name="lossWeights">The weight of each output's loss in the sum, by position or name; 1 when omitted.</param>
    /// <param name="metrics">What is reported besides the loss: <c>["accuracy"]</c>; does not see sample weights.</param>
    /// <param name="weightedMetrics">What is reported with sample weights.</param>
    /// <param name="device">Where it runs; <see cref="Device.Cpu"/> when omitted.</param>
    /// <exception cref="FluentException">Losses, weights or metrics do not fit the outputs.</exception>
    public void Compile(
        Optimizer optimizer, LossPlan? loss = null, LossWeights? lossWeights = null, MetricPlan? metrics = null,
        MetricPlan? weightedMetrics = null, Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        IReadOnlyList<string> names = OutputNames;
        HashSet<Metric> taken = [];
        Metric[][] plain = Own(MetricPlan.Resolve(metrics, names, Label), taken),
            weighted = Own(MetricPlan.Resolve(weightedMetrics, names, Label), taken);
        TrainingPlan plan = new()
        {
            Optimizer = optimizer,
            Losses = LossPlan.Resolve(loss, names, Label),
            LossWeights = LossWeights.Resolve(lossWeights, names, Label),
            LossNames = [.. names.Select(name => $"{name}_loss")],
            Metrics = plain,
            WeightedMetrics = weighted,
            Reported = ReportedNames.Of(names, plain, weighted),
            Device = device ?? Device.Cpu,
        };
        lock (predicting)
            predictor = null;                          // it may be on another device
        trainer?.Dispose();
        trainer = new(this, plan);
    }

    /// <summary>Trains the model on arrays.</summary>
    /// <param name="x">The inputs, samples first: an array, several by position, or by input name.</param>
    /// <param name="y">The truth, by output likewise.</param>
    /// <param name="batchSize">How many samples make a step.</param>
    /// <param name="epochs">How many times the data are gone through; the index of the last epoch plus 1 with
    /// <paramref name="initialEpoch"/>.</param>
    /// <param name="verbose">0 prints nothing, 1 a live line per epoch (plain lines where output is redirected), 2 a line per
    /// epoch.</param>
    /// <param name="callbacks">Look on and step in.</param>
    /// <param name="validationSplit">The share of the samples, the last ones, that is held out and reported as <c>val_…</c>; 0 to below
    /// 1. None are where there are validation data.</param>
    /// <param name="validationData">Inputs and truth that are reported as <c>val_…</c>.</param>
    /// <param name="shuffle">Whether each epoch takes the samples in another order, by the global seed and the epoch.</param>
    /// <param name="classWeight">A weight for each class; for one output.</param>
    /// <param name="sampleWeight">A weight for each sample, for all outputs or by output.</param>
    /// <param name="initialEpoch">The epoch to begin with.</param>
    /// <param name="validationBatchSize">Samples in a validation step; <paramref name="batchSize"/> when omitted.</param>
    /// <param name="validationFrequency">Validates after every so many epochs.</param>
    /// <param name="cancellation">Ends training between two steps; the weights are those of the last whole step.</param>
    /// <returns>What was reported of each epoch.</returns>
    /// <exception cref="FluentException">The data do not fit the model, or the loss is not finite.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public History Fit(
        Data x, Data y, int batchSize = 32, int epochs = 1, int verbose = 1, IEnumerable<Callback>? callbacks = null,
        float validationSplit = 0, Batch? validationData = null, bool shuffle = true, IReadOnlyDictionary<int, float>? classWeight = null,
        Data? sampleWeight = null, int initialEpoch = 0, int? validationBatchSize = null, int validationFrequency = 1,
        CancellationToken cancellation = default)
    {
        FitData data = new(this, Compiled.Plan, x, y, sampleWeight, classWeight, batchSize);
        (ArraySource source, BatchSource? held) =
            data.Split(validationData is null ? validationSplit : 0, shuffle, validationBatchSize ?? batchSize);
        if (validationData is not null)
        {
            held = new FitData(this, Compiled.Plan, validationData.X, validationData.Y, validationData.SampleWeight, null,
                validationBatchSize ?? batchSize)
                .Source(shuffle: false);
        }

        return Run(source, held, new(epochs, initialEpoch, validationFrequency), verbose, callbacks, cancellation);
    }

    /// <summary>Loss and metrics on arrays, with the weights as they are.</summary>
    /// <param name="x">The inputs.</param>
    /// <param name="y">The truth.</param>
    /// <param name="batchSize">How many samples are run at once.</param>
    /// <param name="verbose">0 prints nothing.</param>
    /// <param name="sampleWeight">A weight for each sample.</param>
    /// <param name="callbacks">Look on.</param>
    /// <param name="cancellation">Ends it between two batches.</param>
    /// <returns>By name, the loss first.</returns>
    /// <exception cref="FluentException">The data do not fit the model.</exception>
    public Logs Evaluate(
        Data x, Data y, int batchSize = 32, int verbose = 0, Data? sampleWeight = null, IEnumerable<Callback>? callbacks = null,
        CancellationToken cancellation = default)
    {
        ArraySource source = new FitData(this, Compiled.Plan, x, y, sampleWeight, null, batchSize).Source(shuffle: false);
        CallbackList list = new(this, new(1, source.Steps, source.Samples, verbose), callbacks ?? []);
        return Compiled.Test(source, new(Inputs.Count, Outputs.Count), list, cancellation);
    }

    /// <summary>One training step on a batch.</summary>
    /// <param name="x">The inputs.</param>
    /// <param name="y">The truth.</param>
    /// <param name="sampleWeight">A weight for each sample.</param>
    /// <param name="classWeight">A weight for each class.</param>
    /// <returns>Loss and metrics of this batch, from before the step.</returns>
    /// <exception cref="FluentException">The data do not fit the model, or the loss is not finite.</exception>
    public Logs TrainOnBatch(Data x, Data y, Data? sampleWeight = null, IReadOnlyDictionary<int, float>? classWeight = null)
    {
        Compiled.Reset();
        Compiled.TrainBatch(OneBatch(x, y, sampleWeight, classWeight));
        return Copy(Compiled.Report());
    }

    /// <summary>Loss and metrics of a batch, without training.</summary>
    /// <param name="x">The inputs.</param>
    /// <param name="y">The truth.</param>
    /// <param name="sampleWeight">A weight for each sample.</param>
    /// <exception cref="FluentException">The data do not fit the model.</exception>
    public Logs TestOnBatch(Data x, Data y, Data? sampleWeight = null)
    {
        Compiled.Reset();
        Compiled.TestBatch(OneBatch(x, y, sampleWeight, null));
        return Copy(Compiled.Report());
    }

    private History Run(
        BatchSource source, BatchSource? held, FitSettings settings, int verbose, IEnumerable<Callback>? callbacks,
        CancellationToken cancellation)
    {
        if (settings.Epochs < 0 || settings.InitialEpoch < 0)
            throw new FluentException(Label, "0 epochs or more, from an initial epoch of 0 or more",
                $"{settings.Epochs} epochs from {settings.InitialEpoch}");
        if (settings.ValidationFrequency < 1)
            throw new FluentException(Label, "a validation frequency of 1 or more", $"{settings.ValidationFrequency}");
        History history = new();
        List<Callback> all = [.. callbacks ?? []];      // ours come last: the others may add to what is reported
        if (verbose > 0)
            all.Add(new ProgressReport());
        all.Add(history);
        CallbackList list = new(this, new(settings.Epochs, source.Steps, source.Samples, verbose), all);
        Compiled.Fit(source, held, settings, list, cancellation);
        return history;
    }

    private BatchArrays OneBatch(Data x, Data y, Data? sampleWeight, IReadOnlyDictionary<int, float>? classWeight)
    {
        FitData data = new(this, Compiled.Plan, x, y, sampleWeight, classWeight, int.MaxValue);
        ArraySource source = data.Source(shuffle: false);
        source.Begin(0);
        source.Next(Compiled.SingleBatch);
        return Compiled.SingleBatch;
    }

    // Metrics keep sums: one that was given twice becomes two.
    private static Metric[][] Own(Metric[][] metrics, HashSet<Metric> taken) =>
        [.. metrics.Select(list => (Metric[])[.. list.Select(metric => taken.Add(metric) ? metric : metric.Fresh())])];

    private static Logs Copy(Logs logs)
    {
        Logs copy = [];
        foreach ((string name, double value) in logs)
            copy[name] = value;
        return copy;
    }
}
