namespace Fluent;

/// <summary>Runs a compiled model over batches: epochs, steps, metrics and callbacks.</summary>
internal sealed class Trainer : IDisposable
{
    private readonly Model model;
    private readonly OptimizerState state;
    private readonly StepCache training;
    private readonly StepCache testing;
    private readonly Logs logs = [];
    private readonly double[] outputLosses;
    private double lossSum;
    private long rows;

    public Trainer(Model model, TrainingPlan plan)
    {
        (this.model, Plan, state) = (model, plan, new(plan.Optimizer));
        training = new(model, plan, training: true, state.Gradient);
        testing = new(model, plan, training: false, state.Gradient);
        outputLosses = new double[plan.Losses.Length];
        SingleBatch = new(model.Inputs.Count, plan.Losses.Length);
    }

    public TrainingPlan Plan { get; }

    public OptimizerState State => state;

    /// <summary>The arrays of single steps.</summary>
    public BatchArrays SingleBatch { get; }

    /// <summary>Trains for some epochs.</summary>
    public void Fit(BatchSource source, BatchSource? validation, FitSettings settings, CallbackList callbacks,
        CancellationToken cancellation)
    {
        BatchArrays batch = new(model.Inputs.Count, Plan.Losses.Length), held = new(model.Inputs.Count, Plan.Losses.Length);
        model.StopTraining = false;
        try
        {
            callbacks.OnTrainBegin([]);
            for (int epoch = settings.InitialEpoch; epoch < settings.Epochs && !model.StopTraining; epoch++)
            {
                callbacks.OnEpochBegin(epoch, []);
                Epoch(source, batch, epoch, callbacks, cancellation);
                Logs ended = [];
                foreach ((string name, double value) in logs)
                    ended[name] = value;
                if (validation is not null && settings.ValidatesAfter(epoch))
                {
                    foreach ((string name, double value) in Test(validation, held, callbacks, cancellation))
                        ended[$"val_{name}"] = value;
                }

                callbacks.OnEpochEnd(epoch, ended);
            }
        }
        finally
        {
            if (Plan.Optimizer.UseEma)
                state.UseAverages();
            callbacks.OnTrainEnd(logs);                // also when cancelled: callbacks close what they opened
        }
    }

    /// <summary>Evaluates on every batch of a source.</summary>
    public Logs Test(BatchSource source, BatchArrays batch, CallbackList callbacks, CancellationToken cancellation)
    {
        Reset();
        callbacks.OnTestBegin([]);
        source.Begin(0);
        Logs empty = [];
        int steps = 0;
        for (; source.Next(batch); steps++)
        {
            cancellation.ThrowIfCancellationRequested();
            callbacks.OnTestBatchBegin(steps, empty);
            TestBatch(batch, cancellation);
            callbacks.OnTestBatchEnd(steps, Report());
        }

        if (steps == 0)
            throw new FluentException(model.Label, "at least one batch to evaluate", "a stream without any");

        Logs result = [];
        foreach ((string name, double value) in Report())
            result[name] = value;
        callbacks.OnTestEnd(result);
        return result;
    }

    /// <summary>One training step; returns what Report says of it alone after <see cref="Reset"/>.</summary>
    /// <remarks>A loss that is not finite leaves the weights as they were; it is an error unless a callback deals with it.</remarks>
    public void TrainBatch(BatchArrays batch, bool acceptsNonFiniteLoss = false, CancellationToken cancellation = default)
    {
        Labels.Check(model, Plan, batch);
        TrainingStep step = training.For(batch);
        step.Run(batch, Plan.Optimizer.Iterations, cancellation);
        bool isFinite = float.IsFinite(step.Loss);
        if (!isFinite && !acceptsNonFiniteLoss)
        {
            throw new FluentException(
                $"{model.Label} expects a finite loss. Received: {step.Loss} in step {Plan.Optimizer.Iterations + 1}. The weights are as " +
                "before the step; " +
                "use a smaller learning rate, scale the inputs, or look for values that are not numbers in the data.");
        }

        if (isFinite)
        {
            state.Apply(step);
            step.ApplyUpdates();
        }

        Add(step, batch.Rows);
    }

    /// <summary>One test step.</summary>
    public void TestBatch(BatchArrays batch, CancellationToken cancellation = default)
    {
        Labels.Check(model, Plan, batch);
        TrainingStep step = testing.For(batch);
        step.Run(batch, 0, cancellation);
        Add(step, batch.Rows);
    }

    /// <summary>Starts all means again.</summary>
    public void Reset()
    {
        (lossSum, rows) = (0, 0);
        Array.Clear(outputLosses);
        logs.Clear();
        foreach ((_, Metric metric, _, _) in Plan.Reported)
            metric.Reset();
    }

    /// <summary>The means so far; the same object every time.</summary>
    public Logs Report()
    {
        logs["loss"] = lossSum / Math.Max(rows, 1);
        for (int i = 0; i < outputLosses.Length && Plan.LossCount > 1; i++)
        {
            if (Plan.Losses[i] is not null)
                logs[Plan.LossNames[i]] = outputLosses[i] / Math.Max(rows, 1);
        }

        foreach ((string name, Metric metric, _, _) in Plan.Reported)
            logs[name] = metric.Result();
        return logs;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        state.Dispose();
        training.Dispose();
        testing.Dispose();
    }

    private void Epoch(BatchSource source, BatchArrays batch, int epoch, CallbackList callbacks, CancellationToken cancellation)
    {
        Reset();
        source.Begin(epoch);
        Logs empty = [];
        int steps = 0;
        for (; !model.StopTraining && source.Next(batch); steps++)
        {
            cancellation.ThrowIfCancellationRequested();
            callbacks.OnTrainBatchBegin(steps, empty);
            TrainBatch(batch, callbacks.AcceptsNonFiniteLoss, cancellation);
            callbacks.OnTrainBatchEnd(steps, Report());
        }

        if (steps == 0 && !model.StopTraining)
            throw new FluentException(model.Label, $"at least one batch in epoch {epoch + 1}", "a stream at its end");
    }

    private void Add(TrainingStep step, int count)
    {
        lossSum += (double)step.Loss * count;
        rows += count;
        for (int i = 0; i < outputLosses.Length && Plan.LossCount > 1; i++)
        {
            if (Plan.Losses[i] is not null)
                outputLosses[i] += (double)step.OutputLoss(i) * count;
        }

        step.AddStatistics();
    }
}
