namespace Fluent;

/// <summary>What Compile decided: losses and metrics by output, and the optimizer.</summary>
internal sealed class TrainingPlan
{
    public required Optimizer Optimizer { get; init; }

    /// <summary>The loss of each output; null where it has none.</summary>
    public required Loss?[] Losses
    {
        get;
        init
        {
            field = value;
            LossCount = value.Count(loss => loss is not null);
        }
    }

    public required float[] LossWeights { get; init; }

    /// <summary>The metrics that do not see sample weights, by output.</summary>
    public required Metric[][] Metrics { get; init; }

    /// <summary>The metrics that do, by output.</summary>
    public required Metric[][] WeightedMetrics { get; init; }

    /// <summary>The metrics with the output they look at and the name they have in logs.</summary>
    public required (string Name, Metric Metric, int Output, bool Weighted)[] Reported { get; init; }

    public required Device Device { get; init; }

    /// <summary>The name of each output's own loss in logs, where there are several.</summary>
    public required string[] LossNames { get; init; }

    public int LossCount { get; private init; }

    /// <summary>Whether the truth of an output is needed.</summary>
    public bool NeedsTruth(int output) => Losses[output] is not null || Metrics[output].Length > 0 || WeightedMetrics[output].Length > 0;
}
