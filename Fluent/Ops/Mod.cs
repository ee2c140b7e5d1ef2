using OnnxEmit;

namespace Fluent.Operations;

/// <summary>What is left of x1 after dividing by x2 and rounding down, of the sign of x2.</summary>
/// <remarks>Sides of shapes that broadcast, or a number at one side.</remarks>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class Mod(string? name = null) : BinaryOperation(name)
{
    /// <inheritdoc/>
    protected override Value Lower(Value a, Value b) => a.ElementType.IsFloat ? a - (Op.Floor(a / b) * b) : Op.Mod(a, b);
}
