using OnnxEmit;

namespace Fluent;

/// <summary>One step, loaded and bound: runs a batch of one shape without allocating.</summary>
internal sealed class TrainingStep : IDisposable
{
    private readonly StepGraph graph;
    private readonly Session session;
    private readonly Binding binding;
    private readonly TrainingPlan plan;
    private readonly RowGradient?[] rowGradients;
    private readonly float[][] gradients;
    private readonly float[][] updates;
    private readonly float[][] randoms;
    private readonly float[][][] statistics;
    private readonly float[][] losses;
    private readonly long[][] shapes;
    private readonly bool[] frozen;
    private readonly bool updatesRows;

    public TrainingStep(Model model, TrainingPlan plan, BatchArrays batch, bool training, Func<Weight, float[]> gradientOf)
    {
        this.plan = plan;
        graph = StepGraph.Build(model, plan, batch, training);
        byte[] bytes = RuntimeOpset.ToModel(graph.Graph).ToBytes();
        session = Session.FromBytes(bytes, new() { Training = true, Device = plan.Device, IntraOpThreads = Defaults.Threads });
        binding = new(session);
        shapes = Shapes(batch);
        frozen = [.. model.Weights.Select(w => !w.Owner.Trainable)];
        Trained = [.. graph.Trained];
        updatesRows = plan.Optimizer.UpdatesRows;
        rowGradients = [.. Trained.Zip(graph.RowsRead, (w, rows) => rows is { } read ? new RowGradient(w.Dims, read) : null)];
        gradients = [.. Trained.Zip(rowGradients, (w, rows) => rows?.Picked ?? gradientOf(w))];
        updates = [.. graph.Updated.Select(w => Pinned(w.Count))];
        randoms = [.. graph.Randoms.Select(r => Pinned((int)r.Value.Shape.Elements.Size!.Value))];
        statistics = [.. graph.Statistics.Select(sizes => sizes.Select(Pinned).ToArray())];
        losses = [.. Enumerable.Range(0, plan.LossCount > 1 ? plan.Losses.Length + 1 : 1).Select(_ => Pinned(1))];
        BindOnce();
    }

    /// <summary>The weights that it gives gradients of.</summary>
    public Weight[] Trained { get; }

    /// <summary>The loss of the last batch.</summary>
    public float Loss => losses[0][0];

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
    public Span<float> Gradient(int trained) => rowGradients[trained] is { } rows ? rows.Rows : gradients[trained];

    /// <summary>The gradient of a weight that the step only picks rows of; null where it is a whole one.</summary>
    public RowGradient? Rows(int trained) => rowGradients[trained];

    /// <summary>One output's loss in the last batch, where there are several.</summary>
    public float OutputLoss(int output) => losses[output + 1][0];

    /// <summary>Runs a batch.</summary>
    public void Run(BatchArrays batch, long step, CancellationToken cancellation)
    {
        Bind(batch.X, "x/");
        Bind(batch.Y, "y/");
        Bind(batch.Weights, "weight/");
        for (int i = 0; i < randoms.Length; i++)
            StepRandom.Fill(randoms[i], graph.Randoms[i].Key, step);
        binding.Run(cancellation);
        foreach (RowGradient? rows in rowGradients)
            rows?.Merge();
    }

    /// <summary>Puts moving averages and the like in place.</summary>
    public void ApplyUpdates()
    {
        for (int i = 0; i < updates.Length; i++)
            graph.Updated[i].Assign(updates[i]);
    }

    /// <summary>Adds the batch's statistics to the metrics.</summary>
    public void AddStatistics()
    {
        for (int m = 0; m < statistics.Length; m++)
        {
            for (int s = 0; s < statistics[m].Length; s++)
                plan.Reported[m].Metric.Add(s, statistics[m].Length, statistics[m][s]);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        binding.Dispose();
        session.Dispose();
    }

    private void BindOnce()
    {
        HashSet<string> wanted = [.. session.Inputs.Select(i => i.Name)];
        foreach ((Weight weight, Value value) in graph.Weights.Where(w => wanted.Contains(w.Value.Name!)))
            binding.Input(value.Name!, weight.Memory, weight.Dims);
        for (int i = 0; i < randoms.Length; i++)
        {
            if (wanted.Contains(graph.Randoms[i].Value.Name!))
                binding.Input(graph.Randoms[i].Value.Name!, randoms[i].AsMemory(), graph.Randoms[i].Value.Shape.ToSizes());
        }

        binding.Output("loss", losses[0].AsMemory());
        for (int i = 0; i < plan.Losses.Length && losses.Length > 1; i++)
        {
            if (plan.Losses[i] is not null)
                binding.Output($"loss/{i}", losses[i + 1].AsMemory());
        }

        for (int i = 0; i < gradients.Length; i++)
        {
            long[] dims = Trained[i].Dims;
            if (rowGradients[i] is { } rows)
            {
                binding.Output($"rows/{i}", rows.Ids.AsMemory(), rows.Ids.Length);
                dims = [rows.Ids.Length, .. dims[1..]];
            }

            binding.Output($"gradient/{i}", gradients[i].AsMemory(), dims);
        }

        for (int i = 0; i < updates.Length; i++)
            binding.Output($"update/{i}", updates[i].AsMemory(), graph.Updated[i].Dims);
        foreach (Value output in graph.Graph.Outputs.Where(o => o.Name!.StartsWith("metric/", StringComparison.Ordinal)))
        {
            int[] at = [.. output.Name!.Split('/')[1..].Select(int.Parse)];
            binding.Output(output.Name, statistics[at[0]][at[1]].AsMemory(), output.Shape.ToSizes());
        }
    }

    // Binding the same memory with the same shape again costs nothing.
    private void Bind(BatchArray?[] arrays, string prefix)
    {
        for (int i = 0; i < arrays.Length; i++)
        {
            if (arrays[i] is { } array)
                binding.Input(InputNames.Of(prefix, i), array.Type, array.Memory, array.Dims);
        }
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

    private static float[] Pinned(int count) => GC.AllocateArray<float>(count, pinned: true);
}
