using OnnxEmit;

namespace Fluent;

/// <summary>The arrays of a call, checked against the model and in its order.</summary>
internal sealed class FitData
{
    private readonly string label;
    private readonly int batchSize;

    public FitData(Model model, TrainingPlan plan, Data x, Data? y, Data? sampleWeight, IReadOnlyDictionary<int, float>? classWeight,
        int batchSize)
    {
        ArgumentNullException.ThrowIfNull(x);
        (label, this.batchSize) = (model.Label, batchSize);
        if (batchSize < 1)
            throw new FluentException(label, "a batch size of 1 or more", $"{batchSize}");
        X = x.InOrder(model.InputNames, label, "x")!;
        Rows = X[0].Dims is [var rows, ..] ? rows : throw new FluentException(label, "x with samples as its first axis", "a single number");
        Y = Truth(model, plan, y);
        Weights = SampleWeights(model, plan, sampleWeight, classWeight);
        CheckRows();
    }

    public TensorData[] X { get; }

    public TensorData?[] Y { get; }

    public TensorData?[] Weights { get; }

    public long Rows { get; }

    public ArraySource Source(bool shuffle) => new(X, Y, Weights, .., batchSize, shuffle);

    /// <summary>The first samples for training, the last for validation.</summary>
    public (ArraySource Source, BatchSource? Held) Split(float share, bool shuffle, int validationBatchSize)
    {
        if (share == 0)
            return (Source(shuffle), null);
        int first = (int)Math.Floor(Rows * (1 - (double)share));
        if (share is < 0 or >= 1 || first == 0 || first == Rows)
            throw new FluentException(label, $"a validation split that leaves samples on both sides of {Rows}", $"{share}");
        return (new(X, Y, Weights, ..first, batchSize, shuffle),
            new ArraySource(X, Y, Weights, first.., validationBatchSize, shuffle: false));
    }

    private TensorData?[] Truth(Model model, TrainingPlan plan, Data? y)
    {
        bool[] needed = [.. plan.Losses.Select((_, i) => plan.NeedsTruth(i))];
        if (!needed.Contains(true))
            return new TensorData?[needed.Length];
        if (y is null)
            throw new FluentException(label, "y, the truth of its outputs", "none");
        TensorData?[] given = y.Names is null && y.Arrays.Count == 1 && needed.Length > 1 && needed.Count(n => n) == 1
            ? [.. needed.Select(_ => y.Arrays[0])]
            : y.InOrder(model.OutputNames, label, "y", needed);
        return [.. given.Select((array, i) => needed[i] ? array : null)];
    }

    private TensorData?[] SampleWeights(Model model, TrainingPlan plan, Data? weight, IReadOnlyDictionary<int, float>? classWeight)
    {
        TensorData?[] weights = new TensorData?[plan.Losses.Length];
        if (weight is not null && classWeight is not null)
            throw new FluentException(label, "sample weights or class weights, not both", "both");
        if (weight is not null)
        {
            TensorData?[] given = weight.Names is null && weight.Arrays.Count == 1
                ? [.. weights.Select(_ => weight.Arrays[0])]
                : weight.InOrder(model.OutputNames, label, "sample weights", new bool[weights.Length]);
            given.CopyTo(weights, 0);
        }

        if (classWeight is not null)
        {
            if (weights.Length != 1)
                throw new FluentException(label, "class weights only with one output", $"{weights.Length} outputs");
            weights[0] = FromClasses(Y[0]!, classWeight);
        }

        for (int i = 0; i < weights.Length; i++)
            weights[i] = plan.NeedsTruth(i) ? weights[i] : null;
        return weights;
    }

    private TensorData FromClasses(TensorData y, IReadOnlyDictionary<int, float> classWeight)
    {
        if (y.Dims is not ([_] or [_, _]) || y.Dims[0] == 0)
        {
            throw new FluentException(
                label, "y of shape (samples), (samples, 1) or (samples, classes) with class weights", $"({string.Join(", ", y.Dims)})");
        }

        double[] labels = Numbers.ToDoubles(y);
        int width = labels.Length / (int)y.Dims[0];
        float[] weights = new float[y.Dims[0]];
        for (int row = 0; row < weights.Length; row++)
        {
            ReadOnlySpan<double> of = labels.AsSpan(row * width, width);
            int actual = width == 1 ? (int)Math.Round(of[0]) : ArgMax(of);
            weights[row] = classWeight.TryGetValue(actual, out float weight) ? weight : 1;
        }

        return TensorData.Create<float>([weights.Length], (ReadOnlyMemory<float>)weights);
    }

    private static int ArgMax(ReadOnlySpan<double> values)
    {
        int best = 0;
        for (int i = 1; i < values.Length; i++)
            best = values[i] > values[best] ? i : best;
        return best;
    }

    private void CheckRows()
    {
        if (Rows == 0)
            throw new FluentException(label, "at least one sample", "empty data");
        foreach ((string what, TensorData?[] arrays) in new[] { ("x", X), ("y", Y), ("sample weights", Weights) })
        {
            foreach (TensorData? array in arrays)
            {
                long rows = array is null ? Rows : array.Dims is [var n, ..] ? n : 0;
                if (rows != Rows)
                    throw new FluentException(label, $"{what} of as many samples as x, {Rows}", $"{rows}");
            }
        }
    }
}
