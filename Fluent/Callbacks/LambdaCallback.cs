namespace Fluent;

/// <summary>Runs functions of yours while a model trains, tests or predicts.</summary>
/// <param name="onTrainBegin">Before the first epoch. Gets what is reported.</param>
/// <param name="onTrainEnd">After the last epoch. Gets what is reported.</param>
/// <param name="onEpochBegin">Before each epoch. Gets the epoch, from 0, and what is reported.</param>
/// <param name="onEpochEnd">After each epoch and its validation. Gets the epoch, from 0, and what is reported.</param>
/// <param name="onTrainBatchBegin">Before each training batch. Gets the batch, from 0, and what is reported.</param>
/// <param name="onTrainBatchEnd">After each training batch. Gets the batch, from 0, and what is reported.</param>
/// <param name="onTestBegin">Before each evaluation. Gets what is reported.</param>
/// <param name="onTestEnd">After each evaluation. Gets what is reported.</param>
/// <param name="onTestBatchBegin">Before each batch of an evaluation. Gets the batch, from 0, and what is reported.</param>
/// <param name="onTestBatchEnd">After each batch of an evaluation. Gets the batch, from 0, and what is reported.</param>
/// <param name="onPredictBegin">Before predicting. Gets what is reported.</param>
/// <param name="onPredictEnd">After predicting. Gets what is reported.</param>
public sealed class LambdaCallback(
    Action<Logs>? onTrainBegin = null, Action<Logs>? onTrainEnd = null,
    Action<int, Logs>? onEpochBegin = null, Action<int, Logs>? onEpochEnd = null,
    Action<int, Logs>? onTrainBatchBegin = null, Action<int, Logs>? onTrainBatchEnd = null,
    Action<Logs>? onTestBegin = null, Action<Logs>? onTestEnd = null,
    Action<int, Logs>? onTestBatchBegin = null, Action<int, Logs>? onTestBatchEnd = null,
    Action<Logs>? onPredictBegin = null, Action<Logs>? onPredictEnd = null) : Callback
{
    /// <inheritdoc/>
    public override void OnTrainBegin(Logs logs) => onTrainBegin?.Invoke(logs);

    /// <inheritdoc/>
    public override void OnTrainEnd(Logs logs) => onTrainEnd?.Invoke(logs);

    /// <inheritdoc/>
    public override void OnEpochBegin(int epoch, Logs logs) => onEpochBegin?.Invoke(epoch, logs);

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs) => onEpochEnd?.Invoke(epoch, logs);

    /// <inheritdoc/>
    public override void OnTrainBatchBegin(int batch, Logs logs) => onTrainBatchBegin?.Invoke(batch, logs);

    /// <inheritdoc/>
    public override void OnTrainBatchEnd(int batch, Logs logs) => onTrainBatchEnd?.Invoke(batch, logs);

    /// <inheritdoc/>
    public override void OnTestBegin(Logs logs) => onTestBegin?.Invoke(logs);

    /// <inheritdoc/>
    public override void OnTestEnd(Logs logs) => onTestEnd?.Invoke(logs);

    /// <inheritdoc/>
    public override void OnTestBatchBegin(int batch, Logs logs) => onTestBatchBegin?.Invoke(batch, logs);

    /// <inheritdoc/>
    public override void OnTestBatchEnd(int batch, Logs logs) => onTestBatchEnd?.Invoke(batch, logs);

    /// <inheritdoc/>
    public override void OnPredictBegin(Logs logs) => onPredictBegin?.Invoke(logs);

    /// <inheritdoc/>
    public override void OnPredictEnd(Logs logs) => onPredictEnd?.Invoke(logs);
}
