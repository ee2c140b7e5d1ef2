using System.Text.Json.Nodes;

namespace Fluent;

/// <summary>Moves weights against their gradients.</summary>
/// <param name="learningRate">The step size, 0 or more.</param>
/// <param name="name">Its name; made from its class when null.</param>
public abstract partial class Optimizer(float learningRate, string? name) : KerasObject
{
    /// <summary>The step size. May be changed while training: callbacks do.</summary>
    public float LearningRate { get; set; } = Check.NotNegative(learningRate, "An optimizer");

    /// <summary>Its name.</summary>
    public string Name => name ?? AutoName.Snake(KerasClassName);

    /// <summary>How many steps it has made.</summary>
    public long Iterations { get; internal set; }

    internal override string KerasModule => "keras.optimizers";

    /// <summary>How many numbers it keeps for each number of a weight.</summary>
    protected internal abstract int Slots { get; }

    /// <summary>
    /// Whether a gradient of 0 leaves a weight and what is kept for it as they are: then, of a table that a step only picks rows of, as
    /// <see cref="Embedding"/> does, only those rows are updated. False unless overridden.
    /// </summary>
    protected internal virtual bool AcceptsRows => false;

    /// <summary>Whether an update may leave out rows whose gradient is 0, with the settings as they are.</summary>
    internal bool UpdatesRows =>
        AcceptsRows && Slots <= 1 && WeightDecay is null && !UseEma && GradientAccumulationSteps is null;

    /// <summary>The optimizer of this name with its defaults, as Keras has it: <c>"adam"</c>.</summary>
    public static implicit operator Optimizer(string name) => FromString(name);

    /// <summary>The optimizer of this name with its defaults.</summary>
    /// <exception cref="FluentException">There is none.</exception>
    public static Optimizer FromString(string name) => KerasRegistry.FromName<Optimizer>(name);

    /// <summary>How many numbers Keras's optimizer has for this many that train: step, rate, slots, averages and sums.</summary>
    internal long VariablesFor(long trained) => 2 + (trained * (Slots + (UseEma ? 1 : 0) + (GradientAccumulationSteps is null ? 0 : 1)));

    /// <summary>What the rule needs of this step besides weight, gradient and slots: learning rates, corrections.</summary>
    /// <param name="step">The step, from 1.</param>
    /// <param name="coefficients">Where to write them.</param>
    /// <returns>How many there are.</returns>
    protected abstract int Coefficients(long step, Span<float> coefficients);

    /// <summary>Updates weights in place: calls <c>Elementwise.Apply</c> with the rule.</summary>
    /// <param name="weight">The weight's numbers.</param>
    /// <param name="gradient">Their gradient.</param>
    /// <param name="slots">The slots, one behind the other.</param>
    /// <param name="coefficients">What <see cref="Coefficients"/> wrote.</param>
    protected abstract void Update(Span<float> weight, ReadOnlySpan<float> gradient, Span<float> slots, ReadOnlySpan<float> coefficients);

    /// <inheritdoc/>
    protected internal override void AddConfig(JsonObject config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config["name"] = Name;
        config["learning_rate"] = (double)LearningRate;
        AddSettings(config);
    }

    internal void Step(Span<float> weight, ReadOnlySpan<float> gradient, Span<float> slots)
    {
        Span<float> coefficients = stackalloc float[8];
        int count = Coefficients((Iterations / (GradientAccumulationSteps ?? 1)) + 1, coefficients);
        Update(weight, gradient, slots, coefficients[..count]);
    }

    // At most one slot: it lies as the table does.
    internal void Step(Span<float> table, RowGradient gradient, Span<float> slots)
    {
        Span<float> coefficients = stackalloc float[8];
        int count = Coefficients(Iterations + 1, coefficients);
        for (int row = 0; row < gradient.Count; row++)
            Update(gradient.In(table, row), gradient[row], slots.IsEmpty ? [] : gradient.In(slots, row), coefficients[..count]);
    }
}
