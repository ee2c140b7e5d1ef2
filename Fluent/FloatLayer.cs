namespace Fluent;

/// <summary>
/// A layer of one input and one output that computes with floating-point numbers: integers that come in are cast, not calculated with.
/// </summary>
/// <param name="name">Its name; made from its class when null.</param>
public abstract class FloatLayer(string? name) : UnaryLayer(name)
{
    /// <inheritdoc/>
    protected internal override bool NeedsFloat => true;
}
