using OnnxEmit;

namespace Fluent.Tests.Saving;

/// <summary>A layer as a user writes one: a weight for each channel, to a power.</summary>
/// <param name="power">The power.</param>
/// <param name="initializer">What draws the weight.</param>
/// <param name="name">Its name.</param>
public sealed partial class Scale(int power = 1, [Default("new Ones()")] Initializer? initializer = null, string? name = null)
    : UnaryLayer(name)
{
    /// <inheritdoc/>
    protected override Value Lower(Value x, LayerCall call)
    {
        Value scale = call.Weight("scale", [x.Shape[^1]], Initializer);
        for (int i = 0; i < Power; i++)
            x *= scale;
        return x;
    }
}

/// <summary>A loss as a user writes one.</summary>
/// <param name="power">The power of the error.</param>
/// <param name="reduction">What becomes of the samples' values.</param>
/// <param name="name">Its name.</param>
public sealed partial class PowerLoss(float power = 4, LossReduction reduction = LossReduction.SumOverBatchSize, string? name = null)
    : Loss(reduction, name)
{
    /// <inheritdoc/>
    protected internal override Value Lower(Value yTrue, Value yPred) =>
        Op.ReduceMean(Op.Pow(Op.Abs(yTrue - yPred), Value.Scalar(Power, yPred)), Value.Constant(new long[] { -1 }), keepdims: false);
}

/// <summary>An activation as a user writes one.</summary>
internal static class Custom
{
    public static ActivationFunction Cube { get; } = new("cube", x => x * x * x);
}
