using System.Text.Json.Nodes;
using OnnxEmit;

namespace Fluent;

/// <summary>What training makes small: a number for each sample, from what is true and what the model gives.</summary>
/// <param name="reduction">What becomes of the numbers.</param>
/// <param name="name">Its name; made from its class when null.</param>
public abstract class Loss(LossReduction reduction, string? name) : KerasObject
{
    /// <summary>What becomes of the numbers, one per sample.</summary>
    public LossReduction Reduction => reduction;

    /// <summary>Its name.</summary>
    public string Name => name ?? AutoName.Snake(KerasClassName);

    internal override string KerasModule => "keras.losses";

    /// <summary>The loss of this name with its defaults, as Keras has it: <c>"mse"</c>, <c>"sparse_categorical_crossentropy"</c>.</summary>
    public static implicit operator Loss(string name) => FromString(name);

    /// <summary>The loss of this name with its defaults.</summary>
    /// <exception cref="FluentException">There is none.</exception>
    public static Loss FromString(string name) => KerasRegistry.FromName<Loss>(name);

    /// <summary>Writes the loss of each sample as ONNX operators.</summary>
    /// <param name="yTrue">
    /// What is true, as floating-point numbers, of the rank of <paramref name="yPred"/> unless the loss is sparse.
    /// </param>
    /// <param name="yPred">What the model gives.</param>
    /// <returns>One value a sample: usually the last axis is reduced.</returns>
    protected internal abstract Value Lower(Value yTrue, Value yPred);

    /// <summary>Whether the truth is a class index rather than a value for each output.</summary>
    protected internal virtual bool IsSparse => false;

    /// <summary>How many classes a sparse loss sees in predictions of this shape; null where that is not known.</summary>
    internal virtual long? Classes(OnnxEmit.Shape predictions) => predictions.Rank == 0 ? null : predictions[^1].Size;

    /// <summary>The class index that a sparse loss passes over; null where there is none.</summary>
    protected internal virtual int? IgnoredClass => null;

    /// <summary>Which values count, where the loss itself leaves some out; null where all do.</summary>
    /// <param name="yTrue">What is true.</param>
    protected internal virtual Value? Valid(Value yTrue) => null;

    /// <inheritdoc/>
    protected internal override void AddConfig(JsonObject config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config["name"] = Name;
        config["reduction"] = Reduction == LossReduction.None ? null : AutoName.Snake(Reduction.ToString());
    }

    /// <summary>The reduced loss of a batch: a scalar.</summary>
    internal Value Reduce(Value yTrue, Value yPred, Value? sampleWeight, Value? mask)
    {
        (Value values, mask) = Masked(yTrue, yPred, mask);
        return LossShapes.Reduce(values, Reduction, sampleWeight, mask);
    }

    /// <summary>Whether the batch's loss is a mean, and not a sum, of its values.</summary>
    internal bool IsMean => Reduction is not (LossReduction.Sum or LossReduction.None);

    /// <summary>
    /// Whether a batch's loss is the sum of its parts', each times its share of the rows where it is a mean: not where values are left out,
    /// or divided by the sum of their weights.
    /// </summary>
    internal bool AddsUp(Value yTrue, bool isWeighted, bool isMasked) => !IsMean
        || (!isMasked && Valid(yTrue) is null && !(isWeighted && Reduction == LossReduction.MeanWithSampleWeight));

    /// <summary>The loss of each sample, weighted but not reduced: what Keras gives where the reduction is none.</summary>
    internal Value Weighted(Value yTrue, Value yPred, Value? sampleWeight, Value? mask)
    {
        (Value values, mask) = Masked(yTrue, yPred, mask);
        Value? weight = LossShapes.Weight(values, LossReduction.None, sampleWeight, mask);
        return weight is null ? values : values * weight;
    }

    /// <summary>The loss of each sample from a truth of any type and of the rank that data have.</summary>
    internal Value Values(Value yTrue, Value yPred)
    {
        if (!IsSparse)
            (yTrue, yPred) = LossShapes.ToOneRank(yTrue.Cast(yPred.ElementType), yPred);
        return Lower(yTrue, yPred);
    }

    private (Value Values, Value? Mask) Masked(Value yTrue, Value yPred, Value? mask)
    {
        Value values = Values(yTrue, yPred);
        return Valid(yTrue) is { } valid ? (values, mask is null ? valid : Op.And(mask, valid)) : (values, mask);
    }
}
