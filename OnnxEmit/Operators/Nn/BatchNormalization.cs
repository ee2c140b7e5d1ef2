using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>Shifts and scales each channel to mean 0 and variance 1, then by scale and B.</summary>
/// <remarks>
/// Y = (X − mean) ÷ √(variance + epsilon) · scale + B, with the statistics given or, in training mode, those of the batch. Training mode
/// has two more outputs: the given statistics times momentum plus the batch's (its variance divided by the count) times 1 − momentum. A
/// momentum of 0 makes them the batch's own, which the gradient uses.
/// </remarks>
/// <param name="x">Input of shape (batch, channels, …).</param>
/// <param name="scale">Factor of each channel, of shape (channels).</param>
/// <param name="b">Summand of each channel, of shape (channels).</param>
/// <param name="inputMean">Mean of each channel, of shape (channels).</param>
/// <param name="inputVar">Variance of each channel, of shape (channels).</param>
/// <param name="epsilon">What is added to the variance so that nothing is divided by 0.</param>
/// <param name="momentum">How much of the given statistics the new ones keep, from 0 to 1.</param>
/// <param name="trainingMode">Whether the batch's own statistics are used: then there are three outputs.</param>
[OnnxOperator(since: 7)]
public sealed partial class BatchNormalization(
    Value x, Value scale, Value b, Value inputMean, Value inputVar, float epsilon = 1e-5f, float momentum = 0.9f, bool trainingMode = false)
    : Operator(x, scale, b, inputMean, inputVar)
{
    /// <inheritdoc/>
    public override int SinceVersion =>
        Scale.ElementType != X.ElementType ? 15
        : trainingMode || InputMean.ElementType != X.ElementType || X.ElementType == ElementType.BFloat16 ? 14 : 7;

    /// <inheritdoc/>
    protected internal override int OutputCount => trainingMode ? 3 : 1;

    /// <inheritdoc/>
    protected internal override ReadOnlySpan<int> ParameterInputs => [1, 2];

    /// <inheritdoc/>
    protected internal override ReadOnlySpan<int> StatisticInputs => [3, 4];

    /// <summary>How much of the given statistics the new ones keep.</summary>
    internal float Momentum => momentum;

    /// <summary>
    /// The same in training, by the batch's own statistics, which are the second and third output. ONNX Runtime writes them over those
    /// given, which therefore must be used by nothing else.
    /// </summary>
    /// <param name="mean">A mean that may be written over.</param>
    /// <param name="variance">A variance that may be written over.</param>
    internal ImmutableArray<Value> OfBatch(Value mean, Value variance) =>
        new BatchNormalization(X, Scale, B, mean, variance, epsilon, momentum: 0, trainingMode: true).Outputs;

    /// <summary>Whether it computes by the batch's statistics.</summary>
    internal bool Trains => trainingMode;

    internal override bool KeepsRows(ReadOnlySpan<bool> rows) => rows.IsOnlyFirst && !trainingMode;

    /// <inheritdoc/>
    protected internal override OnnxType InferType()
    {
        if (X.Rank < 2)
            throw new OperatorException(this, "X of shape (batch, channels, …)", $"X {X.Shape}");
        Value[] perChannel = [Scale, B, InputMean, InputVar];
        if (perChannel.Any(v => v.Rank != 1 || !v.Shape[0].MayEqual(X.Shape[1])))
        {
            throw new OperatorException(
                this, "one scale, B, mean and variance per channel", $"X {X.Shape}; {string.Join(", ", perChannel.Select(v => v.Shape))}");
        }

        return X.TensorType;
    }

    /// <inheritdoc/>
    protected internal override ImmutableArray<OnnxType?> InferTypes() =>
        trainingMode ? [InferType(), Statistic(InputMean), Statistic(InputVar)] : [InferType()];

    // Up to version 13 there was no training, and all had one element type.
    /// <inheritdoc/>
    protected internal override ImmutableArray<Value>? OlderForm(int opset)
    {
        if (!trainingMode)
            return [Op.BatchNormalization(X, In(Scale), In(B), In(InputMean), In(InputVar), epsilon)];
        ElementType type = InputVar.ElementType;
        long[] others = [.. Enumerable.Range(0, X.Rank).Where(axis => axis != 1)];
        Value given = X.Cast(type), axes = Value.Constant(others), mean = Op.ReduceMean(given, axes, keepdims: false);
        Value centered = given - PerChannel(mean), variance = Op.ReduceMean(centered * centered, axes, keepdims: false);
        Value factor = Scale.Cast(type) / Op.Sqrt(variance + epsilon);
        return
        [
            ((centered * PerChannel(factor)) + PerChannel(B.Cast(type))).Cast(X.ElementType),
            Kept(InputMean, mean), Kept(InputVar, variance),
        ];
    }

    /// <inheritdoc/>
    protected internal override Gradients Gradient(ReadOnlySpan<Value?> dYs, Needs needs) =>
        trainingMode ? Training(dYs[0], dYs[1], dYs[2], needs) : Inference(dYs[0]!, needs);

    /// <summary>The same operator on copies of the given statistics where it computes new ones; null where it does not.</summary>
    /// <param name="copy">Makes a copy.</param>
    internal Operator? OnCopies(Func<Value, Value> copy) =>
        trainingMode ? With([X, Scale, B, copy(InputMean), copy(InputVar)]) : null;

    // With given statistics each channel is scaled by a number.
    private Gradients Inference(Value dY, Needs needs)
    {
        Value r = InverseDeviation(InputVar), factor = In(Scale) * r;
        if (!needs[1] && !needs[2] && !needs[3] && !needs[4])
            return [dY * PerChannel(factor)];
        Value dB = dY.SumPerChannel();
        Value? dScale = needs[1] || needs[4] ? NormalizedSum(dY, dB, In(InputMean), r) : null;
        return
        [
            needs[0] ? dY * PerChannel(factor) : null,
            dScale?.Cast(Scale.ElementType),
            dB.Cast(B.ElementType),
            needs[3] ? Op.Neg(factor * dB).Cast(InputMean.ElementType) : null,
            needs[4] ? (dScale! * factor * r * -0.5).Cast(InputVar.ElementType) : null,
        ];
    }

    // dX = a·dY + b·X + c with three numbers per channel; what comes from the statistics' own gradients changes b and c only.
    private Gradients Training(Value? dY, Value? dMean, Value? dVar, Needs needs)
    {
        if (Output.Shape.With(1, 1).Elements.Size is not { } count)
            throw new OperatorException(this, "batch and spatial axes of known length, to be differentiated", $"X {X.Shape}");
        ImmutableArray<Value> statistics = momentum == 0 ? Outputs
            : new BatchNormalization(X, Scale, B, InputMean, InputVar, epsilon, momentum: 0, trainingMode: true).Outputs;
        Value mean = In(statistics[1]), r = InverseDeviation(statistics[2]), factor = In(Scale) * r;
        Value? dB = dY?.SumPerChannel(), dScale = dY is null ? null : NormalizedSum(dY, dB!, mean, r);
        Value? slope = null, shift = null;
        if (dScale is not null)
            (slope, shift) = (factor * r * dScale * (-1.0 / count), factor * dB! * (-1.0 / count));
        if (dVar is not null)
            slope = Plus(slope, In(dVar) * (2 * (1.0 - momentum) / count));
        if (dMean is not null)
            shift = Plus(shift, In(dMean) * ((1.0 - momentum) / count));
        if (slope is not null)
            shift = Plus(shift, Op.Neg(slope * mean));

        Value? dX = slope is null ? null : X * PerChannel(slope);
        if (shift is not null)
            dX = Plus(dX, PerChannel(shift));
        if (dY is not null)
            dX = Plus(dX, dY * PerChannel(factor));
        return
        [
            needs[0] ? dX?.ExpandLike(X) : null,
            dScale?.Cast(Scale.ElementType),
            dB?.Cast(B.ElementType),
            dMean is null ? null : dMean * momentum,
            dVar is null ? null : dVar * momentum,
        ];
    }

    private Value Kept(Value before, Value own) => (before * momentum) + (own.Cast(before.ElementType) * (1 - momentum));

    private TensorType Statistic(Value given) => new(given.ElementType, [X.Shape[1].Unify(given.Shape[0])]);

    // Σ dY · (X − mean) · r per channel
    private Value NormalizedSum(Value dY, Value dB, Value mean, Value r) => ((dY * X).SumPerChannel() - (mean * dB)) * r;

    private Value InverseDeviation(Value variance) => Op.Reciprocal(Op.Sqrt(In(variance) + epsilon));

    private Value In(Value perChannel) => perChannel.Cast(X.ElementType);

    private Value PerChannel(Value v) => X.Rank == 2 ? v : v.Unsqueeze([.. Enumerable.Range(1, X.Rank - 2).Select(axis => (long)axis)]);

    private static Value Plus(Value? a, Value b) => a is null ? b : a + b;
}
