using OnnxEmit;

namespace Fluent;

/// <summary>The mean of several tensors, element by element.</summary>
/// <remarks>Inputs of shapes that broadcast; output of the broadcast shape.</remarks>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class Average(string? name = null) : ElementwiseMerge(name)
{
    /// <inheritdoc/>
    protected internal override bool NeedsFloat => true;

    /// <inheritdoc/>
    protected override Value Combine(Value[] inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return inputs.Aggregate((a, b) => a + b) / inputs.Length;
    }
}
