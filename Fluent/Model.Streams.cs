namespace Fluent;

public partial class Model
{
    /// <summary>Trains the model on a stream of batches.</summary>
    /// <param name="batches">The batches; read anew in each epoch, or on and on where <paramref name="stepsPerEpoch"/> is given.</param>
    /// <param name="epochs">How many epochs; the index of the last one plus 1 with <paramref name="initialEpoch"/>.</param>
    /// <param name="stepsPerEpoch">How many batches make an epoch; all when omitted.</param>
    /// <param name="verbose">0 prints nothing, 1 a live line per epoch, 2 a line per epoch.</param>
    /// <param name="callbacks">Look on and step in.</param>
    /// <param name="validationData">Batches that are reported as <c>val_…</c>.</param>
    /// <param name="initialEpoch">The epoch to begin with.</param>
    /// <param name="validationSteps">How many batches of the validation data are used; all when omitted.</param>
    /// <param name="validationFrequency">Validates after every so many epochs.</param>
    /// <param name="classWeight">A weight for each class; for one output.</param>
    /// <param name="cancellation">Ends training between two steps; the weights are those of the last whole step.</param>
    /// <returns>What was reported of each epoch.</returns>
    /// <exception cref="FluentException">A batch does not fit the model, the stream has none for an epoch, or the loss is not
    /// finite.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public History Fit(
        IEnumerable<Batch> batches, int epochs = 1, int? stepsPerEpoch = null, int verbose = 1, IEnumerable<Callback>? callbacks = null,
        IEnumerable<Batch>? validationData = null, int initialEpoch = 0, int? validationSteps = null, int validationFrequency = 1,
        IReadOnlyDictionary<int, float>? classWeight = null, CancellationToken cancellation = default)
    {
        using StreamSource source = Stream(batches, stepsPerEpoch, classWeight);
        using StreamSource? held = validationData is null ? null : Stream(validationData, validationSteps);
        return Run(source, held, new(epochs, initialEpoch, validationFrequency), verbose, callbacks, cancellation);
    }

    /// <summary>
    /// Trains the model on batches that arrive in their own time, on a thread of its own: it computes between them and waits for them
    /// there.
    /// </summary>
    /// <remarks>Callbacks are called on that thread. The model must not be changed from elsewhere until the task ends.</remarks>
    /// <inheritdoc cref="Fit(IEnumerable{Batch}, int, int?, int, IEnumerable{Callback}, IEnumerable{Batch}, int, int?, int,
    /// IReadOnlyDictionary{int, float}, CancellationToken)"/>
    public Task<History> FitAsync(
        IAsyncEnumerable<Batch> batches, int epochs = 1, int? stepsPerEpoch = null, int verbose = 1,
        IEnumerable<Callback>? callbacks = null,
        IAsyncEnumerable<Batch>? validationData = null, int initialEpoch = 0, int? validationSteps = null, int validationFrequency = 1,
        IReadOnlyDictionary<int, float>? classWeight = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(batches);
        return Task.Factory.StartNew(
            () => Fit(batches.ToBlockingEnumerable(cancellation), epochs, stepsPerEpoch, verbose, callbacks,
                validationData?.ToBlockingEnumerable(cancellation), initialEpoch, validationSteps, validationFrequency, classWeight,
                cancellation),
            cancellation, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);
    }

    /// <summary>Loss and metrics on a stream of batches, with the weights as they are.</summary>
    /// <param name="batches">The batches.</param>
    /// <param name="steps">How many of them are used; all when omitted.</param>
    /// <param name="callbacks">Look on.</param>
    /// <param name="cancellation">Ends it between two batches.</param>
    /// <returns>By name, the loss first.</returns>
    /// <exception cref="FluentException">A batch does not fit the model, or there is none.</exception>
    public Logs Evaluate(
        IEnumerable<Batch> batches, int? steps = null, IEnumerable<Callback>? callbacks = null, CancellationToken cancellation = default)
    {
        using StreamSource source = Stream(batches, steps);
        return Compiled.Test(source, new(Inputs.Count, Outputs.Count), new(this, new(1, steps, null, 0), callbacks ?? []), cancellation);
    }

    /// <summary>
    /// What every output gives for the samples of a stream of batches, one result per batch, computed as the stream is read.
    /// </summary>
    /// <param name="batches">The batches, of which the inputs are looked at.</param>
    /// <param name="cancellation">Ends it between two batches.</param>
    /// <exception cref="FluentException">A batch does not fit the model.</exception>
    public IEnumerable<IReadOnlyList<Prediction>> PredictAll(IEnumerable<Batch> batches, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(batches);
        return batches.Select(batch => PredictAll(batch.X, int.MaxValue, cancellation: cancellation));
    }

    private StreamSource Stream(IEnumerable<Batch> batches, int? steps, IReadOnlyDictionary<int, float>? classWeight = null)
    {
        ArgumentNullException.ThrowIfNull(batches);
        TrainingPlan plan = Compiled.Plan;
        if (steps < 1)
            throw new FluentException(Label, "1 step or more in an epoch", $"{steps}");
        return new(batches, steps, batch =>
        {
            if (batch is null)
                throw new FluentException(Label, "a stream of batches", "null among them");
            FitData data = new(this, plan, batch.X, batch.Y, batch.SampleWeight, classWeight, int.MaxValue);
            return (data.X, data.Y, data.Weights);
        });
    }
}
