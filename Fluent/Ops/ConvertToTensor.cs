using OnnxEmit;

namespace Fluent.Operations;

/// <summary>x itself, as another type where one is given.</summary>
/// <remarks>Output of the input's shape.</remarks>
/// <param name="dtype">The type, such as <c>float32</c>; the tensor's own when omitted.</param>
/// <param name="sparse">Read and written only: all tensors here are dense.</param>
/// <param name="name">Its name; made from its class when omitted.</param>
[KerasName("ConvertToTensor", Module = "keras.src.ops.core")]
public sealed partial class ConvertToTensor(string? dtype = null, bool sparse = false, string? name = null) : UnaryOperation(name)
{
    /// <inheritdoc/>
    protected override Value Lower(Value x, LayerCall call) => Dtype is null ? x : x.Cast(KerasJson.ToDtype(Dtype));
}
