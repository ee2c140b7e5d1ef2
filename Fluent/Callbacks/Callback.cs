namespace Fluent;

/// <summary>Looks on while a model trains, tests or predicts, and may step in. Override what you need.</summary>
/// <remarks>Hooks are called on the thread that called Fit, Evaluate or Predict, in the order of the callbacks.</remarks>
public abstract class Callback
{
    /// <summary>The model; known from the first hook on.</summary>
    public Model Model { get; internal set; } = null!;

    /// <summary>What the run was started with: epochs, steps, verbosity.</summary>
    public RunParameters Parameters { get; internal set; } = RunParameters.None;

    /// <summary>Whether it deals with a loss that is not a finite number; Fit throws otherwise.</summary>
    protected internal virtual bool AcceptsNonFiniteLoss => false;

    /// <summary>Before the first epoch.</summary>
    public virtual void OnTrainBegin(Logs logs)
    {
    }

    /// <summary>After the last epoch, also when training stopped early.</summary>
    public virtual void OnTrainEnd(Logs logs)
    {
    }

    /// <summary>Before an epoch.</summary>
    /// <param name="epoch">From 0.</param>
    /// <param name="logs">Empty.</param>
    public virtual void OnEpochBegin(int epoch, Logs logs)
    {
    }

    /// <summary>After an epoch and its validation.</summary>
    /// <param name="epoch">From 0.</param>
    /// <param name="logs">Loss and metrics of the epoch, those of the validation data as <c>val_…</c>.</param>
    public virtual void OnEpochEnd(int epoch, Logs logs)
    {
    }

    /// <summary>Before a training batch.</summary>
    /// <param name="batch">From 0 in each epoch.</param>
    /// <param name="logs">Empty.</param>
    public virtual void OnTrainBatchBegin(int batch, Logs logs)
    {
    }

    /// <summary>After a training batch.</summary>
    /// <param name="batch">From 0 in each epoch.</param>
    /// <param name="logs">Means over the epoch so far.</param>
    public virtual void OnTrainBatchEnd(int batch, Logs logs)
    {
    }

    /// <summary>Before an evaluation, that of the validation data included.</summary>
    public virtual void OnTestBegin(Logs logs)
    {
    }

    /// <summary>After an evaluation.</summary>
    public virtual void OnTestEnd(Logs logs)
    {
    }

    /// <summary>Before a batch of an evaluation.</summary>
    public virtual void OnTestBatchBegin(int batch, Logs logs)
    {
    }

    /// <summary>After a batch of an evaluation.</summary>
    public virtual void OnTestBatchEnd(int batch, Logs logs)
    {
    }

    /// <summary>Before predicting.</summary>
    public virtual void OnPredictBegin(Logs logs)
    {
    }

    /// <summary>After predicting.</summary>
    public virtual void OnPredictEnd(Logs logs)
    {
    }
}

/// <summary>What a run was started with.</summary>
/// <param name="Epochs">The number of epochs; 1 for evaluations.</param>
/// <param name="Steps">The batches in an epoch; null where a stream does not say.</param>
/// <param name="Samples">The samples in an epoch; null where a stream does not say.</param>
/// <param name="Verbose">How much is printed: 0 nothing, 1 a live line, 2 one line an epoch.</param>
public sealed record RunParameters(int Epochs, int? Steps, long? Samples, int Verbose)
{
    /// <summary>Nothing known.</summary>
    public static RunParameters None { get; } = new(1, null, null, 0);
}
