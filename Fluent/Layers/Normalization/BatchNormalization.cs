using System.Collections.Immutable;
using OnnxEmit;

namespace Fluent;

/// <summary>
/// Shifts and scales each channel to mean 0 and variance 1 over the batch, then by learned numbers (Ioffe and Szegedy 2015).
/// </summary>
/// <remarks>
/// Output of the input's shape. In training by the statistics of the batch, over its valid steps where there is a mask, whose moving
/// averages are kept for inference; so too in training once the layer is frozen. Weights: gamma and beta (channels) where wanted;
/// moving_mean and moving_variance (channels), not trained.
/// </remarks>
/// <param name="axis">The axis of the channels; the last by default.</param>
/// <param name="momentum">What the moving averages keep of themselves at each step, from 0 to 1.</param>
/// <param name="epsilon">Added to the variance, so that nothing is divided by 0.</param>
/// <param name="center">Whether a learned beta is added.</param>
/// <param name="scale">Whether a learned gamma multiplies.</param>
/// <param name="betaInitializer">Draws the first beta; zeros when omitted.</param>
/// <param name="gammaInitializer">Draws the first gamma; ones when omitted.</param>
/// <param name="movingMeanInitializer">Draws the first moving mean; zeros when omitted.</param>
/// <param name="movingVarianceInitializer">Draws the first moving variance; ones when omitted.</param>
/// <param name="betaRegularizer">A penalty on beta.</param>
/// <param name="gammaRegularizer">A penalty on gamma.</param>
/// <param name="betaConstraint">What beta is held to after each update.</param>
/// <param name="gammaConstraint">What gamma is held to after each update.</param>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class BatchNormalization(
    int axis = -1, float momentum = 0.99f, float epsilon = 1e-3f, bool center = true, bool scale = true,
    [Default("Zeros.Shared")] Initializer? betaInitializer = null, [Default("Ones.Shared")] Initializer? gammaInitializer = null,
    [Default("Zeros.Shared")] Initializer? movingMeanInitializer = null,
    [Default("Ones.Shared")] Initializer? movingVarianceInitializer = null,
    Regularizer? betaRegularizer = null, Regularizer? gammaRegularizer = null,
    Constraint? betaConstraint = null, Constraint? gammaConstraint = null, string? name = null) : FloatLayer(name)
{
    /// <inheritdoc/>
    protected internal override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override Value Lower(Value x, LayerCall call)
    {
        if (x.Rank < 2)
            throw call.Expects("an input of rank 2 or more, the batch first");
        int channelAxis = Axis < 0 ? Axis + x.Rank : Axis;
        if (channelAxis < 1 || channelAxis >= x.Rank)
            throw call.Expects($"an axis of channels from 1 to {x.Rank - 1}, or from {1 - x.Rank} to -1", $"{Axis}");

        Shape channels = [x.Shape[channelAxis]];
        Value? gamma = Scale ? call.Weight("gamma", channels, GammaInitializer, regularizer: GammaRegularizer, constraint: GammaConstraint)
            : null;
        Value? beta = Center ? call.Weight("beta", channels, BetaInitializer, regularizer: BetaRegularizer, constraint: BetaConstraint)
            : null;
        Value mean = call.Weight("moving_mean", channels, MovingMeanInitializer, trainable: false);
        Value variance = call.Weight("moving_variance", channels, MovingVarianceInitializer, trainable: false);
        Value factor = gamma ?? Filled(channels, 1, x), summand = beta ?? Filled(channels, 0, x);

        bool training = call.Training && Trainable;
        if (training && call.Inputs[0].Mask is { } mask)
            return MaskedStep(x, mask, channelAxis, factor, summand, call);
        long[] forth = [0, channelAxis, .. Enumerable.Range(1, x.Rank - 1).Where(a => a != channelAxis).Select(a => (long)a)];
        Value images = channelAxis == 1 ? x : Op.Transpose(x, forth);
        ImmutableArray<Value> results = Normalize(images, factor, summand, mean, variance, training);
        if (training)
            Keep(call, results[1], results[2]);
        return channelAxis == 1 ? results[0] : Op.Transpose(results[0], [.. forth.Index().OrderBy(a => a.Item).Select(a => (long)a.Index)]);
    }

    // With momentum 0 the new statistics are the batch's own.
    private ImmutableArray<Value> Normalize(Value x, Value gamma, Value beta, Value mean, Value variance, bool training) =>
        training
        ? new OnnxEmit.Operators.BatchNormalization(x, gamma, beta, mean, variance, Epsilon, momentum: 0, trainingMode: true).Outputs
        : [Op.BatchNormalization(x, gamma, beta, mean, variance, Epsilon)];

    // Only valid steps count, as in Keras, which adds its global epsilon to their number.
    private Value MaskedStep(Value x, Value mask, int channelAxis, Value gamma, Value beta, LayerCall call)
    {
        if (mask.Rank != x.Rank - 1)
            throw call.Expects($"a mask of rank {x.Rank - 1} in training, one less than its input's", $"a mask {mask.TensorType}");
        long[] others = [.. Enumerable.Range(0, x.Rank).Where(a => a != channelAxis).Select(a => (long)a)];
        Value weights = mask.Cast(x.ElementType).Unsqueeze(-1).ExpandLike(x);
        Value count = weights.ReduceSum(others, keepdims: true) + Defaults.Epsilon;
        Value mean = (weights * x).ReduceSum(others, keepdims: true) / count;
        Value difference = x - mean;
        Value variance = (weights * difference * difference).ReduceSum(others, keepdims: true) / count;
        Keep(call, mean.Squeeze(others), variance.Squeeze(others));
        long[] broadcast = [.. Enumerable.Range(0, x.Rank).Select(a => a == channelAxis ? -1L : 1L)];
        return (difference / Op.Sqrt(variance + Epsilon) * gamma.Reshape(broadcast)) + beta.Reshape(broadcast);
    }

    private void Keep(LayerCall call, Value mean, Value variance)
    {
        call.Update("moving_mean", old => (old * Momentum) + (mean * (1 - (double)Momentum)));
        call.Update("moving_variance", old => (old * Momentum) + (variance * (1 - (double)Momentum)));
    }

    private static Value Filled(Shape channels, float number, Value like) =>
        Value.Constant(TensorData.Create<float>(channels.ToSizes(), [.. Enumerable.Repeat(number, (int)channels[0].Size!.Value)]))
            .Cast(like.ElementType);
}
