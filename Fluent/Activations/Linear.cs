namespace Fluent;

/// <summary>Keras's activation functions. Reads well with <c>using static Fluent.Activations;</c></summary>
public static partial class Activations
{
    /// <summary>x itself: what a layer without an activation has.</summary>
    public static ActivationFunction Linear { get; } = new("linear", x => x);
}
