using System.Collections.Immutable;
using OnnxEmit;

namespace Fluent;

/// <summary>What the cells of Keras share: a kernel, a recurrent kernel and a bias, with dropout before the products.</summary>
public abstract class StandardCell : RecurrentCell
{
    private readonly int gates;

    private protected StandardCell(
        int gates, int units, bool useBias, Initializer? kernelInitializer, Initializer? recurrentInitializer, Initializer? biasInitializer,
        Regularizer? kernelRegularizer, Regularizer? recurrentRegularizer, Regularizer? biasRegularizer, Constraint? kernelConstraint,
        Constraint? recurrentConstraint, Constraint? biasConstraint, float dropout, float recurrentDropout, int? seed, string? name)
        : base(name)
    {
        this.gates = gates;
        (Units, UseBias, Dropout, RecurrentDropout, Seed) = (units, useBias, dropout, recurrentDropout, seed);
        KernelInitializer = kernelInitializer ?? new GlorotUniform();
        RecurrentInitializer = recurrentInitializer ?? new Orthogonal();
        BiasInitializer = biasInitializer ?? new Zeros();
        (KernelRegularizer, RecurrentRegularizer, BiasRegularizer) = (kernelRegularizer, recurrentRegularizer, biasRegularizer);
        (KernelConstraint, RecurrentConstraint, BiasConstraint) = (kernelConstraint, recurrentConstraint, biasConstraint);
    }

    /// <summary>The length of the output and of each state, 1 or more.</summary>
    public int Units { get; }

    /// <summary>Whether a learned bias is added.</summary>
    public bool UseBias { get; }

    /// <summary>Draws the first kernel; Glorot uniform by default.</summary>
    public Initializer KernelInitializer { get; }

    /// <summary>Draws the first recurrent kernel; orthogonal by default.</summary>
    public Initializer RecurrentInitializer { get; }

    /// <summary>Draws the first bias; zeros by default.</summary>
    public Initializer BiasInitializer { get; }

    /// <summary>A penalty on the kernel.</summary>
    public Regularizer? KernelRegularizer { get; }

    /// <summary>A penalty on the recurrent kernel.</summary>
    public Regularizer? RecurrentRegularizer { get; }

    /// <summary>A penalty on the bias.</summary>
    public Regularizer? BiasRegularizer { get; }

    /// <summary>What the kernel is held to after each update.</summary>
    public Constraint? KernelConstraint { get; }

    /// <summary>What the recurrent kernel is held to after each update.</summary>
    public Constraint? RecurrentConstraint { get; }

    /// <summary>What the bias is held to after each update.</summary>
    public Constraint? BiasConstraint { get; }

    /// <summary>The share of the input that is set to 0 in training, the same in all steps; from 0 to 1.</summary>
    public float Dropout { get; }

    /// <summary>The share of the state that is set to 0 in training before its product, the same in all steps; from 0 to 1.</summary>
    public float RecurrentDropout { get; }

    /// <summary>The seed of the dropout; the model's when null.</summary>
    public int? Seed { get; }

    private protected virtual Shape BiasShape => [gates * Units];

    private protected virtual Initializer FirstBias => BiasInitializer;

    /// <inheritdoc/>
    protected internal override IReadOnlyList<Shape> StateShapes(Shape input) => [[Units]];

    /// <inheritdoc/>
    protected internal override Value Project(Value x, LayerCall call)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(call);
        Value kernel = Kernel(call, x);
        Recurrent(call);
        Value? bias = InputBias(call);
        if (call.Training && Dropout > 0)
            x = RandomDrop.Lower(x, call, Dropout, x.Shape[^2..], Seed);
        Value y = Op.MatMul(x, kernel);
        return bias is null ? y : y + bias;
    }

    // The state before its product, with a part of it dropped.
    private protected Value Dropped(Value state, LayerCall call) =>
        call.Training && RecurrentDropout > 0 ? RandomDrop.Lower(state, call, RecurrentDropout, state.Shape, Seed) : state;

    private protected Value Kernel(LayerCall call, Value x) => Units < 1 ? throw call.Expects("1 unit or more", $"{Units}")
        : call.Weight("kernel", [x.Shape[^1], gates * Units], KernelInitializer, regularizer: KernelRegularizer,
            constraint: KernelConstraint);

    private protected Value Recurrent(LayerCall call) => call.Weight("recurrent_kernel", [Units, gates * Units], RecurrentInitializer,
        regularizer: RecurrentRegularizer, constraint: RecurrentConstraint);

    private protected Value? Bias(LayerCall call) => UseBias
        ? call.Weight("bias", BiasShape, FirstBias, regularizer: BiasRegularizer, constraint: BiasConstraint) : null;

    // What of the bias belongs to the product with the input.
    private protected virtual Value? InputBias(LayerCall call) => Bias(call);

    // Rows of ONNX's weights, with its order of gates and the axis of the directions.
    private protected static Value Rows(Value kernel, params ReadOnlySpan<int> order)
    {
        Value[] rows = [Op.Transpose(kernel, [1, 0])];
        if (order.Length > 0)
        {
            ImmutableArray<Value> parts = Op.Split(rows[0], order.Length, numOutputs: order.Length);
            rows = new Value[order.Length];
            for (int i = 0; i < rows.Length; i++)
                rows[i] = parts[order[i]];
        }

        return (rows.Length == 1 ? rows[0] : Op.Concat(0, rows)).Unsqueeze(0);
    }

    private protected static ImmutableArray<Value> WithoutDirections(ImmutableArray<Value> outputs) =>
        [.. outputs.Select((y, i) => y.Squeeze(i == 0 ? 1 : 0))];
}
