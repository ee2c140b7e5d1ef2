namespace Fluent;

/// <summary>
/// What an optimizer keeps of each weight, in memory that lasts as long as the compiled model, and one update of them all.
/// </summary>
internal sealed class OptimizerState(Optimizer optimizer) : IDisposable
{
    private readonly Dictionary<Weight, float[]> gradients = [];
    private readonly Dictionary<Weight, float[]> slots = [];
    private readonly Dictionary<Weight, float[]> sums = [];
    private readonly Dictionary<Weight, float[]> averages = [];
    private readonly Dictionary<Weight, ConstraintStep> constraints = [];

    /// <summary>Where steps write a weight's gradient.</summary>
    public float[] Gradient(Weight weight) => Of(gradients, weight, weight.Count);

    /// <summary>What the optimizer's rule keeps of a weight.</summary>
    public float[] Slots(Weight weight) => Of(slots, weight, checked(weight.Count * optimizer.Slots));

    /// <summary>Moves the weights of a step against their gradients, in Keras's order: clip, decay, update, average, constrain.</summary>
    public void Apply(TrainingStep step)
    {
        if (optimizer.LossScaleFactor is { } scale)
            GradientMath.Scale(step, 1 / scale);
        if (optimizer.GradientAccumulationSteps is not { } steps || Accumulate(step, steps))
            Update(step);
        if (optimizer.UseEma)
            Average(step);
        foreach (Weight weight in step.Trained)
        {
            if (weight.Constraint is { } constraint)
                Constrain(weight, constraint);
            weight.Changed();
        }

        optimizer.Iterations++;
    }

    /// <summary>Puts the moving averages in the weights' place.</summary>
    public void UseAverages()
    {
        foreach ((Weight weight, float[] average) in averages)
            weight.Assign(average);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (ConstraintStep step in constraints.Values)
            step.Dispose();
    }

    private void Update(TrainingStep step)
    {
        GradientMath.Clip(step, optimizer);
        for (int i = 0; i < step.Trained.Length; i++)
        {
            Weight weight = step.Trained[i];
            if (optimizer.WeightDecay is { } decay)
                GradientMath.Multiply(weight.Memory.Span, 1 - (decay * optimizer.LearningRate));
            if (step.Rows(i) is { } rows)
                optimizer.Step(weight.Memory.Span, rows, Slots(weight));
            else
                optimizer.Step(weight.Memory.Span, step.Gradient(i), Slots(weight));
        }
    }

    // Every k-th batch the gradients' mean is used; until then they are only summed.
    private bool Accumulate(TrainingStep step, int steps)
    {
        bool isLast = (optimizer.Iterations + 1) % steps == 0;
        for (int i = 0; i < step.Trained.Length; i++)
        {
            float[] sum = Of(sums, step.Trained[i], step.Trained[i].Count);
            GradientMath.Add(sum, step.Gradient(i));
            if (!isLast)
                continue;
            sum.CopyTo(step.Gradient(i));
            GradientMath.Multiply(step.Gradient(i), 1f / steps);
            Array.Clear(sum);
        }

        return isLast;
    }

    private void Average(TrainingStep step)
    {
        float momentum = optimizer.Iterations == 0 ? 0 : optimizer.EmaMomentum;
        bool overwrites = optimizer.EmaOverwriteFrequency is { } every && (optimizer.Iterations + 1) % every == 0;
        foreach (Weight weight in step.Trained)
        {
            float[] average = Of(averages, weight, weight.Count);
            GradientMath.Average(average, weight.Memory.Span, momentum);
            if (overwrites)
                average.CopyTo(weight.Memory);
        }
    }

    private void Constrain(Weight weight, Constraint constraint)
    {
        if (!constraints.TryGetValue(weight, out ConstraintStep? step))
            constraints[weight] = step = new(weight, constraint);
        step.Run();
    }

    private static float[] Of(Dictionary<Weight, float[]> memory, Weight weight, int count)
    {
        if (!memory.TryGetValue(weight, out float[]? array))
            memory[weight] = array = GC.AllocateArray<float>(count, pinned: true);
        return array;
    }
}
