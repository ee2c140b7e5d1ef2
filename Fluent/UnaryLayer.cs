using OnnxEmit;

namespace Fluent;

/// <summary>A layer of one input and one output that needs no more than the value: most layers.</summary>
/// <param name="name">Its name; made from its class when null.</param>
public abstract class UnaryLayer(string? name) : Layer(name)
{
    /// <summary>Writes what it computes as ONNX operators.</summary>
    /// <param name="x">The input.</param>
    /// <param name="call">Weights and circumstances of the call.</param>
    protected abstract Value Lower(Value x, LayerCall call);

    /// <inheritdoc/>
    protected internal sealed override LayerResult Lower(LayerCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return Lower(call.Single(), call);
    }
}
