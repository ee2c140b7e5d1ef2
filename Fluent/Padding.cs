namespace Fluent;

/// <summary>What a window does at the borders.</summary>
public enum Padding
{
    /// <summary>Stays inside: the output is smaller.</summary>
    Valid,

    /// <summary>Sees zeros beyond them, so that a step of 1 keeps the size.</summary>
    Same,

    /// <summary>Sees zeros before the beginning only, so that no output knows later inputs. For sequences.</summary>
    Causal,
}
