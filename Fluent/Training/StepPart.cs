using OnnxEmit;

namespace Fluent;

/// <summary>What computes some rows of a batch, all of them or an equal part: bound once, run without allocating.</summary>
internal sealed class StepPart : IDisposable
{
    private readonly StepGraph graph;
    private readonly Session session;
    private readonly Binding binding;
    private readonly TrainingPlan plan;
    private readonly int number;
    private readonly RowGradient?[] rowGradients;
    private readonly float[][] gradients;
    private readonly float[][] updates;
    private readonly float[][] randoms;
    private readonly float[][][] statistics;
    private readonly float[][] losses;

    /// <summary>A part of a step.</summary>
    /// <param name="graph">What it computes.</param>
    /// <param name="session">The graph, loaded.</param>
    /// <param name="plan">What Compile decided.</param>
    /// <param name="number">Which part of the batch, from 0.</param>
    /// <param name="gradientOf">Where the gradient of a weight goes.</param>
    public StepPart(StepGraph graph, Session session, TrainingPlan plan, int number, Func<Weight, float[]> gradientOf)
    {
        (this.graph, this.session, this.plan, this.number) = (graph, session, plan, number);
        rowGradients = [.. graph.Trained.Zip(graph.RowsRead, (w, rows) => rows is { } read ? new RowGradient(w.Dims, read) : null)];
        gradients = [.. graph.Trained.Zip(rowGradients, (w, rows) => rows?.Picked ?? gradientOf(w))];
        updates = [.. graph.Updated.Select(w => Pinned(w.Count))];
        randoms = [.. graph.Randoms.Select(r => Pinned((int)r.Value.Shape.Elements.Size!.Value))];
        statistics = [.. graph.Statistics.Select(sizes => sizes.Select(Pinned).ToArray())];
        losses = [.. Enumerable.Range(0, plan.LossCount > 1 ? plan.Losses.Length + 1 : 1).Select(_ => Pinned(1))];
        binding = new(session);
        BindOnce();
    }

    /// <summary>Memory that a session may be bound to.</summary>
    public static float[] Pinned(int count) => GC.AllocateArray<float>(count, pinned: true);

    /// <summary>The part's share of the batch's loss.</summary>
    public ref float Loss => ref losses[0][0];

    /// <summary>Its share of one output's loss, where there are several.</summary>
    public ref float OutputLoss(int output) => ref losses[output + 1][0];

    /// <summary>Its share of a weight's gradient; only the rows of <see cref="Rows"/> where there are such.</summary>
    public Span<float> Gradient(int trained) => rowGradients[trained] is { } rows ? rows.Rows : gradients[trained];

    /// <summary>The gradient of a weight that the step only picks rows of; null where it is a whole one.</summary>
    public RowGradient? Rows(int trained) => rowGradients[trained];

    /// <summary>Runs it.</summary>
    public void Run(BatchArrays batch, long step, CancellationToken cancellation)
    {
        Bind(batch.X, "x/");
        Bind(batch.Y, "y/");
        Bind(batch.Weights, "weight/");
        for (int i = 0; i < randoms.Length; i++)
        {
            bool isOfRows = graph.Parts > 1 && graph.RandomsOfRows[i];
            StepRandom.Fill(randoms[i], graph.Randoms[i].Key, step, isOfRows ? number * randoms[i].Length : 0);
        }

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

    /// <summary>Adds its statistics to the metrics.</summary>
    public void AddStatistics()
    {
        for (int m = 0; m < statistics.Length; m++)
        {
            for (int s = 0; s < statistics[m].Length; s++)
                plan.Reported[m].Metric.Add(s, statistics[m].Length, statistics[m][s]);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => binding.Dispose();

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
            long[] dims = graph.Trained[i].Dims;
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
        Span<long> dims = stackalloc long[OnnxEmit.Shape.MostAxes];
        for (int i = 0; i < arrays.Length; i++)
        {
            if (arrays[i] is not { } array)
                continue;
            array.Dims.CopyTo(dims);
            int rows = (int)array.Dims[0] / graph.Parts;
            dims[0] = rows;
            binding.Input(InputNames.Of(prefix, i), array.Type, array.Rows(number * rows, rows), dims[..array.Dims.Length]);
        }
    }
}
