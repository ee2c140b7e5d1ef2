using OnnxEmit;

namespace Fluent;

/// <summary>
/// Shifts and scales groups of channels of each row to mean 0 and variance 1, then each channel by learned numbers (Wu and He 2018).
/// </summary>
/// <remarks>Output of the input's shape. Weights: gamma and beta (channels) where wanted.</remarks>
/// <param name="groups">The number of groups, which divides the channels; −1 for one for each channel.</param>
/// <param name="axis">The axis of the channels; the last by default.</param>
/// <param name="epsilon">Added to the variance, so that nothing is divided by 0.</param>
/// <param name="center">Whether a learned beta is added.</param>
/// <param name="scale">Whether a learned gamma multiplies.</param>
/// <param name="betaInitializer">Draws the first beta; zeros when omitted.</param>
/// <param name="gammaInitializer">Draws the first gamma; ones when omitted.</param>
/// <param name="betaRegularizer">A penalty on beta.</param>
/// <param name="gammaRegularizer">A penalty on gamma.</param>
/// <param name="betaConstraint">What beta is held to after each update.</param>
/// <param name="gammaConstraint">What gamma is held to after each update.</param>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class GroupNormalization(
    int groups = 32, int axis = -1, float epsilon = 1e-3f, bool center = true, bool scale = true,
    [Default("Zeros.Shared")] Initializer? betaInitializer = null, [Default("Ones.Shared")] Initializer? gammaInitializer = null,
    Regularizer? betaRegularizer = null, Regularizer? gammaRegularizer = null,
    Constraint? betaConstraint = null, Constraint? gammaConstraint = null, string? name = null) : FloatLayer(name)
{
    /// <inheritdoc/>
    protected internal override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override Value Lower(Value x, LayerCall call)
    {
        int channelAxis = Axis < 0 ? Axis + x.Rank : Axis;
        if (channelAxis < 1 || channelAxis >= x.Rank)
            throw call.Expects($"an axis of channels from 1 to {x.Rank - 1}, or from {1 - x.Rank} to -1", $"{Axis}");
        long channels = x.Shape[channelAxis].Size ?? throw call.Expects("a known number of channels");
        long count = Groups == -1 ? channels : Groups;
        if (count < 1 || channels % count != 0)
            throw call.Expects($"a number of groups that divides its {channels} channels", $"{Groups}");
        Value? gamma = Scale ? call.Weight("gamma", [channels], GammaInitializer, regularizer: GammaRegularizer,
            constraint: GammaConstraint) : null;
        Value? beta = Center ? call.Weight("beta", [channels], BetaInitializer, regularizer: BetaRegularizer, constraint: BetaConstraint)
            : null;

        long[] forth = [0, channelAxis, .. Enumerable.Range(1, x.Rank - 1).Where(a => a != channelAxis).Select(a => (long)a)];
        Value images = channelAxis == 1 ? x : Op.Transpose(x, forth);
        Value grouped = images.Reshape(0, count, -1);
        Value y = Op.InstanceNormalization(grouped, Filled(count, 1, x), Filled(count, 0, x), Epsilon).ReshapeLike(images);
        long[] perChannel = [-1, .. Enumerable.Repeat(1L, x.Rank - 2)];
        y = gamma is null ? y : y * gamma.Reshape(perChannel);
        y = beta is null ? y : y + beta.Reshape(perChannel);
        return channelAxis == 1 ? y : Op.Transpose(y, [.. forth.Index().OrderBy(a => a.Item).Select(a => (long)a.Index)]);
    }

    private static Value Filled(long count, float number, Value like) =>
        Value.Constant(TensorData.Create<float>([count], [.. Enumerable.Repeat(number, (int)count)])).Cast(like.ElementType);
}
