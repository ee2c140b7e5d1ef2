namespace Fluent;

/// <summary>Steps by the shapes of their batches: the last short batch and varying lengths have steps of their own.</summary>
internal sealed class StepCache(Model model, TrainingPlan plan, bool training, Func<Weight, float[]> gradientOf) : IDisposable
{
    // As many as texts have lengths, for making a step takes longer than running it. Beyond, the step used longest ago goes.
    private const int Most = 64;
    private readonly List<TrainingStep> steps = [];
    private IReadOnlyList<Weight>? weights;

    /// <summary>The step for a batch: one that is there, or a new one.</summary>
    public TrainingStep For(BatchArrays batch)
    {
        weights ??= model.Weights;
        for (int i = 0; i < steps.Count; i++)
        {
            if (!steps[i].Fits(batch, weights))
                continue;
            TrainingStep found = steps[i];
            if (i > 0)
            {
                steps.RemoveAt(i);
                steps.Insert(0, found);
            }

            return found;
        }

        TrainingStep step = new(model, plan, batch, training, gradientOf);
        steps.Insert(0, step);
        if (steps.Count > Most)
        {
            steps[^1].Dispose();
            steps.RemoveAt(steps.Count - 1);
        }

        return step;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (TrainingStep step in steps)
            step.Dispose();
        steps.Clear();
    }
}
