namespace Fluent;

/// <summary>What becomes of a loss's values, one per sample.</summary>
public enum LossReduction
{
    /// <summary>Their sum divided by their number, whatever their weights: Keras's default.</summary>
    SumOverBatchSize,

    /// <summary>As <see cref="SumOverBatchSize"/>.</summary>
    Mean,

    /// <summary>Their sum.</summary>
    Sum,

    /// <summary>Their sum divided by the sum of their weights.</summary>
    MeanWithSampleWeight,

    /// <summary>Nothing; the values are summed where a scalar is needed.</summary>
    None,
}
