namespace Fluent;

/// <summary>
/// One step, loaded and bound: runs a batch of one shape without allocating, in parts side by side where its rows stay apart.
/// </summary>
internal sealed class TrainingStep : IDisposable
{
    private readonly Session session;
    private readonly StepPart[] parts;
    private readonly SideBySide? together;
    private readonly TrainingPlan plan;
    private readonly long[][] shapes;
    private readonly bool[] frozen;
    private readonly bool updatesRows;
    private BatchArrays batch;
    private long step;
    private CancellationToken cancellation;

    public TrainingStep(Model model, TrainingPlan plan, BatchArrays batch, bool training, Func<Weight, float[]> gradientOf)
    {
        (this.plan, this.batch) = (plan, batch);
        StepGraph graph = StepGraph.Build(model, plan, batch, training, StepParts.IsFor(plan.Device) ? StepParts.Threads : 1);
        session = Session.FromBytes(RuntimeOpset.ToModel(graph.Graph).ToBytes(), new()
        {
            Training = true,
            Device = plan.Device,
            IntraOpThreads = graph.Parts == 1 ? Defaults.Threads : Math.Max(StepParts.Threads / graph.Parts, 1),
        });
        shapes = Shapes(batch);
        frozen = [.. model.Weights.Select(w => !w.Owner.Trainable)];
        Trained = [.. graph.Trained];
        updatesRows = plan.Optimizer.UpdatesRows;
        parts = [.. Enumerable.Range(0, graph.Parts).Select(part => new StepPart(
            graph, session, plan, part, part == 0 ? gradientOf : weight => StepPart.Pinned(weight.Count)))];
        together = parts.Length == 1 ? null : new(parts.Length, RunPart);
    }

    /// <summary>The weights that it gives gradients of.</summary>
    public Weight[] Trained { get; }

    /// <summary>The loss of the last batch.</summary>
    public float Loss => parts[0].Loss;

    /// <summary>
    /// Whether it is for batches of these shapes, no layer was frozen or thawed since, and the optimizer still wants such gradients.
    /// </summary>
    public bool Fits(BatchArrays batch, IReadOnlyList<Weight> weights)
    {
        int at = 0;
        if (!Same(batch.X, ref at) || !Same(batch.Y, ref at) || !Same(batch.Weights, ref at) || frozen.Length != weights.Count
            || updatesRows != plan.Optimizer.UpdatesRows)
            return false;
        for (int i = 0; i < frozen.Length; i++)
        {
            if (frozen[i] == weights[i].Owner.Trainable)       // of the layer, not the weight: frozen moving averages stand still
                return false;
        }

        return true;
    }

    /// <summary>The gradient of a weight in the last batch; only the rows of <see cref="Rows"/> where there are such.</summary>
    public Span<float> Gradient(int trained) => parts[0].Gradient(trained);

    /// <summary>The gradient of a weight that the step only picks rows of; null where it is a whole one.</summary>
    public RowGradient? Rows(int trained) => parts[0].Rows(trained);

    /// <summary>One output's loss in the last batch, where there are several.</summary>
    public float OutputLoss(int output) => parts[0].OutputLoss(output);

    /// <summary>Runs a batch.</summary>
    public void Run(BatchArrays batch, long step, CancellationToken cancellation)
    {
        (this.batch, this.step, this.cancellation) = (batch, step, cancellation);
        if (together is null)
        {
            RunPart(0);
            return;
        }

        together.Run();
        foreach (StepPart part in parts.AsSpan(1))
            AddToFirst(part);
    }

    /// <summary>Puts moving averages and the like in place.</summary>
    public void ApplyUpdates() => parts[0].ApplyUpdates();     // which only whole batches have

    /// <summary>Adds the batch's statistics to the metrics.</summary>
    public void AddStatistics()
    {
        foreach (StepPart part in parts)
            part.AddStatistics();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (StepPart part in parts)
            part.Dispose();
        session.Dispose();
    }

    private void RunPart(int part) => parts[part].Run(batch, step, cancellation);

    private void AddToFirst(StepPart part)
    {
        parts[0].Loss += part.Loss;
        for (int i = 0; i < plan.Losses.Length && plan.LossCount > 1; i++)
            parts[0].OutputLoss(i) += part.OutputLoss(i);
        for (int i = 0; i < Trained.Length; i++)
            GradientMath.Add(parts[0].Gradient(i), part.Gradient(i));
    }

    private bool Same(BatchArray?[] arrays, ref int at)
    {
        foreach (BatchArray? array in arrays)
        {
            long[] shape = shapes[at++];
            if (array is null ? shape.Length > 0 : shape.Length == 0 || shape[0] != (long)array.Type
                || !shape.AsSpan(1).SequenceEqual(array.Dims))
                return false;
        }

        return true;
    }

    private static long[][] Shapes(BatchArrays batch) =>
        [.. batch.X.Concat(batch.Y).Concat(batch.Weights).Select(a => a is null ? Array.Empty<long>() : [(long)a.Type, .. a.Dims])];
}
