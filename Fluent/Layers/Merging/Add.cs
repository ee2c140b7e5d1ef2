using OnnxEmit;

namespace Fluent;

/// <summary>The sum of several tensors, element by element: where a residual block joins.</summary>
/// <remarks>Inputs of shapes that broadcast; output of the broadcast shape.</remarks>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class Add(string? name = null) : ElementwiseMerge(name)
{
    /// <inheritdoc/>
    protected override Value Combine(Value[] inputs) => inputs.Aggregate((a, b) => a + b);
}
