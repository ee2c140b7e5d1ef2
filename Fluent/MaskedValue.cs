using OnnxEmit;

namespace Fluent;

/// <summary>A value and the mask of its valid time steps, where there is one.</summary>
/// <param name="Value">The value.</param>
/// <param name="Mask">True where a time step is valid, (batch, time); null where all are.</param>
public readonly record struct MaskedValue(Value Value, Value? Mask = null);
