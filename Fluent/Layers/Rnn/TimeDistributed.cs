using OnnxEmit;

namespace Fluent;

/// <summary>Calls a layer on each step of a sequence, with the same weights.</summary>
/// <remarks>
/// Input (batch, steps, …); output (batch, steps, …) with the rest as the layer gives it. The layer sees all steps at once, as
/// batch · steps rows; in training a layer that keeps statistics, such as BatchNormalization, sees one step after the other. The weights
/// are the layer's.
/// </remarks>
/// <param name="layer">A layer of one input and one output.</param>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class TimeDistributed(Layer layer, string? name = null) : Layer(name)
{
    /// <inheritdoc/>
    protected internal override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected internal override LayerResult Lower(LayerCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        Value x = call.Single();
        if (x.Rank < 3)
            throw call.Expects("an input of rank 3 or more: batch, steps and what the layer takes");
        if (call.Training && Layer.Weights.Any(w => !w.IsTrainable) && x.Shape[1].Size is { } steps)
            return StepByStep(x, steps, call);
        Value rows = Op.Reshape(x, Op.Concat(0, Value.Constant(-1), Op.Shape(x, 2)).OrConstant());
        Value y = call.Child("layer", Layer, new MaskedValue(rows)).Value;
        return Op.Reshape(y, Op.Concat(0, Op.Shape(x, 0, 2), Op.Shape(y, 1)).OrConstant());
    }

    private Value StepByStep(Value x, long steps, LayerCall call)
    {
        Value? mask = call.Inputs[0].Mask;
        Value[] results = new Value[steps];
        for (int i = 0; i < steps; i++)
        {
            MaskedValue step = new(x.SliceAxis(1, i, i + 1).Squeeze(1), mask?.SliceAxis(1, i, i + 1).Squeeze(1));
            results[i] = call.Child("layer", Layer, step).Value.Unsqueeze(1);
        }

        return Op.Concat(1, results);
    }
}
