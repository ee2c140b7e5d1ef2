namespace OnnxEmit.Operators;

/// <summary>Whether each element is not a number.</summary>
/// <param name="x">Any shape; a float type.</param>
[OnnxOperator(since: 9)]
public sealed partial class IsNaN(Value x) : BooleanOperator(x);
