using OnnxEmit;

namespace Fluent.Operations;

/// <summary>x1 + x2, element by element.</summary>
/// <remarks>Sides of shapes that broadcast, or a number at one side.</remarks>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class Add(string? name = null) : BinaryOperation(name)
{
    /// <inheritdoc/>
    protected override Value Lower(Value a, Value b) => a + b;
}
