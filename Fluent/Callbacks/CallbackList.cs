namespace Fluent;

/// <summary>Several callbacks as one: each hook reaches all of them, in order.</summary>
internal sealed class CallbackList : Callback
{
    private readonly Callback[] callbacks;

    public CallbackList(Model model, RunParameters parameters, IEnumerable<Callback> callbacks)
    {
        this.callbacks = [.. callbacks];
        (Model, Parameters) = (model, parameters);
        foreach (Callback callback in this.callbacks)
            (callback.Model, callback.Parameters) = (model, parameters);
    }

    public IReadOnlyList<Callback> Items => callbacks;

    protected internal override bool AcceptsNonFiniteLoss => Array.Exists(callbacks, c => c.AcceptsNonFiniteLoss);

    public override void OnTrainBegin(Logs logs) => Array.ForEach(callbacks, c => c.OnTrainBegin(logs));

    public override void OnTrainEnd(Logs logs) => Array.ForEach(callbacks, c => c.OnTrainEnd(logs));

    public override void OnEpochBegin(int epoch, Logs logs) => Array.ForEach(callbacks, c => c.OnEpochBegin(epoch, logs));

    public override void OnEpochEnd(int epoch, Logs logs) => Array.ForEach(callbacks, c => c.OnEpochEnd(epoch, logs));

    // Called in every step: a plain loop, which allocates nothing.
    public override void OnTrainBatchBegin(int batch, Logs logs)
    {
        foreach (Callback callback in callbacks)
            callback.OnTrainBatchBegin(batch, logs);
    }

    public override void OnTrainBatchEnd(int batch, Logs logs)
    {
        foreach (Callback callback in callbacks)
            callback.OnTrainBatchEnd(batch, logs);
    }

    public override void OnTestBegin(Logs logs) => Array.ForEach(callbacks, c => c.OnTestBegin(logs));

    public override void OnTestEnd(Logs logs) => Array.ForEach(callbacks, c => c.OnTestEnd(logs));

    public override void OnTestBatchBegin(int batch, Logs logs)
    {
        foreach (Callback callback in callbacks)
            callback.OnTestBatchBegin(batch, logs);
    }

    public override void OnTestBatchEnd(int batch, Logs logs)
    {
        foreach (Callback callback in callbacks)
            callback.OnTestBatchEnd(batch, logs);
    }

    public override void OnPredictBegin(Logs logs) => Array.ForEach(callbacks, c => c.OnPredictBegin(logs));

    public override void OnPredictEnd(Logs logs) => Array.ForEach(callbacks, c => c.OnPredictEnd(logs));
}
