using OnnxEmit;

namespace Fluent;

/// <summary>A raw operation on one tensor.</summary>
/// <param name="name">Its name; made from its class when null.</param>
public abstract class UnaryOperation(string? name) : Operation(name)
{
    /// <summary>Writes what it computes as ONNX operators.</summary>
    /// <param name="x">The tensor.</param>
    /// <param name="call">The circumstances of the call.</param>
    protected abstract Value Lower(Value x, LayerCall call);

    /// <summary>Adds the operation to the graph behind a tensor.</summary>
    /// <param name="x">The tensor.</param>
    public Tensor Call(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Invoke(CallArguments.Of(x))[0];
    }

    /// <inheritdoc/>
    protected internal sealed override LayerResult Lower(LayerCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return Lower(call.Single(), call);
    }
}
