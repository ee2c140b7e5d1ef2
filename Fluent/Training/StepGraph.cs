using System.Collections.Immutable;
using Fluent.Lowering;
using OnnxEmit;

namespace Fluent;

/// <summary>
/// One training or test step as a graph: forward, loss, metrics, gradients and updates, lowered at the batch's actual sizes, or at those of
/// an equal part of it where rows stay apart: the parts' losses, statistics and gradients then add up to the batch's.
/// </summary>
internal sealed class StepGraph
{
    private readonly Model model;
    private readonly TrainingPlan plan;
    private readonly LoweringContext context;
    private readonly List<Value> inputs = [];
    private readonly int rows;
    private readonly MaskedValue[] predictions;
    private readonly Value?[] truths;
    private readonly Value?[] weights;

    private StepGraph(Model model, TrainingPlan plan, BatchArrays batch, bool training, int parts = 1, StepGraph? whole = null)
    {
        (this.model, this.plan, context) = (model, plan, LoweringContext.ForSteps(training));
        (Parts, rows) = (parts, batch.Rows / parts);
        predictions = Forward(batch);
        truths = [.. batch.Y.Select((array, i) => Input(array, $"y/{i}"))];
        weights = [.. batch.Weights.Select((array, i) => Input(array, $"weight/{i}"))];
        RandomsOfRows = [.. Randoms.Zip(whole?.Randoms ?? [], (part, all) => !part.Value.Shape.Equals(all.Value.Shape))];
    }

    /// <summary>How many parts of a batch it takes to compute all of it.</summary>
    public int Parts { get; }

    /// <summary>What is written.</summary>
    public Graph Graph { get; private set; } = null!;

    /// <summary>The weights that the graph reads, each with its input.</summary>
    public IReadOnlyDictionary<Weight, Value> Weights => context.Weights;

    /// <summary>The weights that it gives gradients of, in the order of the outputs <c>gradient/0</c> …</summary>
    public IReadOnlyList<Weight> Trained { get; private set; } = [];

    /// <summary>
    /// Of each such weight how many rows the step reads, where its gradient is of these rows only; which they are stands in the outputs
    /// <c>rows/0</c> …
    /// </summary>
    public IReadOnlyList<int?> RowsRead { get; private set; } = [];

    /// <summary>The weights that it gives new numbers of, in the order of the outputs <c>update/0</c> …</summary>
    public IReadOnlyList<Weight> Updated { get; private set; } = [];

    /// <summary>The random numbers that it wants.</summary>
    public IReadOnlyList<RandomInput> Randoms => context.Randoms;

    /// <summary>Which of them are a batch's, row by row: a part takes those of its rows.</summary>
    public IReadOnlyList<bool> RandomsOfRows { get; }

    /// <summary>How many numbers each statistic of each reported metric has.</summary>
    public IReadOnlyList<int[]> Statistics { get; private set; } = [];

    /// <summary>Lowers a step.</summary>
    /// <param name="model">The model.</param>
    /// <param name="plan">What Compile decided.</param>
    /// <param name="batch">A batch of the shapes that the step is for.</param>
    /// <param name="training">Whether it trains.</param>
    /// <param name="threads">How many threads there are for parts of the batch, where its rows stay apart.</param>
    public static StepGraph Build(Model model, TrainingPlan plan, BatchArrays batch, bool training, int threads = 1)
    {
        StepGraph step = new(model, plan, batch, training);
        if (threads > 1 && step.PartsFor(threads) is > 1 and var parts && step.KeepsRowsApart())
            step = new(model, plan, batch, training, parts, whole: step);
        step.Lower();
        return step;
    }

    private void Lower()
    {
        List<Value> outputs = [];
        Value total = TotalLoss(outputs);
        outputs.Insert(0, Named(total, "loss"));
        AddMetrics(outputs);

        Graph forward = PassPipeline.BeforeDifferentiation(new(inputs,
            [.. outputs, .. context.Updates.Select((u, i) => Named(u.Value, $"update/{i}"))]));
        Updated = [.. context.Updates.Keys];
        if (context.Training)
            forward = WithGradients(forward);
        Graph = PassPipeline.AfterDifferentiation(new(
            [.. inputs, .. context.Randoms.Select(r => r.Value), .. context.Weights.Values], forward.Outputs, name: model.Name));
    }

    private MaskedValue[] Forward(BatchArrays batch)
    {
        Dictionary<Tensor, MaskedValue> values = [];
        for (int i = 0; i < model.Inputs.Count; i++)
        {
            Value x = Input(batch.X[i], $"x/{i}")!;
            values[model.Inputs[i]] = new(Model.FitInput(model.Inputs[i], x, model.Label));
        }

        return model.Replay(context, values, parent: null);
    }

    private int PartsFor(int threads)
    {
        ImmutableArray<Operator> forward = Reach.Operators(predictions.Select(p => p.Value), inputs);
        long numbers = forward.Sum(op => op.Outputs.Sum(y => (y.Type as TensorType)?.Shape?.Elements.Size ?? 0));
        return StepParts.Count(rows, numbers, context.Weights.Keys.Sum(w => (long)w.Count), threads);
    }

    // Moving averages, and losses that layers add, are of the whole batch; gradients by rows of a table are joined within one step.
    private bool KeepsRowsApart()
    {
        List<Value> outputs = [.. predictions.Select(p => p.Value)];
        IEnumerable<Value> tables = context.Weights.Where(w => context.Training && w.Key.Trainable && MayBeRows(w.Key))
            .Select(w => w.Value);
        if (context.Updates.Count > 0 || context.Losses.Count > 0 || RowReads.Of(new(inputs, outputs), tables).Count > 0)
            return false;
        for (int i = 0; i < predictions.Length; i++)
        {
            if (plan.Losses[i] is not { } loss)
                continue;
            (Value truth, Value prediction) = (truths[i]!, predictions[i].Value);
            if (!loss.AddsUp(truth, isWeighted: weights[i] is not null, isMasked: predictions[i].Mask is not null))
                return false;
            outputs.Add(Computed(i, loss.Name, truth, prediction, () => loss.Values(truth, prediction)));
        }

        IEnumerable<Value> randoms = Randoms.Select(r => r.Value).Where(r => r.Rank > 0 && r.Shape[0] == rows);
        return RowsApart.IsTrue([.. inputs, .. randoms], outputs);
    }

    private Value TotalLoss(List<Value> outputs)
    {
        Value? total = null;
        for (int i = 0; i < predictions.Length; i++)
        {
            if (plan.Losses[i] is not { } loss)
                continue;
            (Value prediction, Value? mask) = predictions[i];
            Value value = Computed(i, loss.Name, truths[i]!, prediction, () => loss.Reduce(truths[i]!, prediction, weights[i], mask));
            if (loss.IsMean)
                value = ShareOf(value);
            if (plan.LossCount > 1)
                outputs.Add(Named(value, $"loss/{i}"));
            Value weighted = plan.LossWeights[i] == 1 ? value : value * plan.LossWeights[i];
            total = total is null ? weighted : total + weighted;
        }

        IEnumerable<Value> penalties = context.Weights.Where(w => w.Key is { Regularizer: not null, Trainable: true })
            .Select(w => ShareOf(w.Key.Regularizer!.Lower(w.Value))).ToArray();
        foreach (Value penalty in penalties.Concat(context.Losses))
            total = total is null ? penalty : total + penalty;
        return total ?? Value.Constant(0f);
    }

    // What is of the whole batch comes from its parts in equal shares.
    private Value ShareOf(Value whole) => Parts == 1 ? whole : whole / Parts;

    private void AddMetrics(List<Value> outputs)
    {
        List<int[]> sizes = [];
        for (int m = 0; m < plan.Reported.Length; m++)
        {
            (_, Metric metric, int output, bool weighted) = plan.Reported[m];
            Value? weight = weighted ? weights[output] : null;
            if (predictions[output].Mask is { } mask)
            {
                Value keep = mask.Cast(predictions[output].Value.ElementType);
                weight = weight is null ? keep : LossShapes.Broadcastable(weight.Cast(keep.ElementType), keep) * keep;
            }

            Value truth = truths[output]!, prediction = predictions[output].Value;
            IReadOnlyList<Value> statistics =
                Computed(output, metric.Name, truth, prediction, () => metric.Statistics(truth, prediction, weight));
            for (int s = 0; s < statistics.Count; s++)
                outputs.Add(Named(statistics[s].Cast(ElementType.Float), $"metric/{m}/{s}"));
            sizes.Add([.. statistics.Select(s => (int)s.Shape.Elements.Size!.Value)]);
        }

        Statistics = sizes;
    }

    // Whose data do not fit together is known here, not where shapes are compared.
    private T Computed<T>(int output, string what, Value truth, Value prediction, Func<T> compute)
    {
        try
        {
            return compute();
        }
        catch (OperatorException e)
        {
            throw new FluentException($"{model.Label} cannot compute {what} of y {truth.TensorType} for its output " +
                $"'{model.OutputNames[output]}' {prediction.TensorType}: {e.Message}", e);
        }
    }

    private Graph WithGradients(Graph forward)
    {
        Weight[] candidates = [.. context.Weights.Keys.Where(w => w.Trainable)];
        forward = KeepForGradients.Apply(forward, candidates.Select(w => context.Weights[w]));
        Dictionary<Value, RowReads> byRows = RowReads.Of(forward, candidates.Where(MayBeRows).Select(w => context.Weights[w]));
        RowReads?[] reads = [.. candidates.Select(w => byRows.GetValueOrDefault(context.Weights[w]))];
        Queue<Value?> found = new(Differentiate.Gradient(
            forward.Outputs[0], [.. candidates.SelectMany((w, i) => reads[i]?.Picked ?? [context.Weights[w]])]));

        List<Value> outputs = [.. forward.Outputs];
        List<Weight> trained = [];
        List<int?> rowsRead = [];
        foreach ((Weight weight, RowReads? read) in candidates.Zip(reads))
        {
            (Value? ids, Value? gradient) = read is null ? (null, found.Dequeue()) : read.Join(found);
            if (gradient is null)
                continue;
            outputs.Add(Named(gradient, $"gradient/{trained.Count}"));
            if (ids is not null)
                outputs.Add(Named(ids, $"rows/{trained.Count}"));
            rowsRead.Add((int?)ids?.Shape.Elements.Size);
            trained.Add(weight);
        }

        (Trained, RowsRead) = (trained, rowsRead);
        return new(forward.Inputs, outputs);
    }

    // A constraint looks at the whole table after each update.
    private bool MayBeRows(Weight weight) => plan.Optimizer.UpdatesRows && weight.Constraint is null;

    private Value? Input(BatchArray? array, string name)
    {
        if (array is null)
            return null;
        Value value = Value.Input(array.Type, [rows, .. Shape.Of(array.Dims.AsSpan(1))], name);
        inputs.Add(value);
        return value;
    }

    // Outputs are found by name; a value that is also something else keeps that name, too.
    private static Value Named(Value value, string name)
    {
        if (value.Producer is null || value.Name is not null)
            value = Op.Identity(value);
        value.Name = name;
        return value;
    }
}
