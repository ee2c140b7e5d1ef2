using OnnxEmit;

namespace Fluent;

/// <summary>The first of two tensors less the second, element by element.</summary>
/// <remarks>Two inputs of shapes that broadcast; output of the broadcast shape.</remarks>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class Subtract(string? name = null) : ElementwiseMerge(name)
{
    /// <inheritdoc/>
    protected override Value Combine(Value[] inputs) => inputs[0] - inputs[1];

    /// <inheritdoc/>
    protected override Value Merge(Value[] inputs, LayerCall call)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(call);
        return inputs.Length == 2 ? base.Merge(inputs, call)
            : throw call.Expects("2 input tensors", $"{inputs.Length} input tensor{(inputs.Length == 1 ? "" : "s")}");
    }
}
