namespace Fluent;

/// <summary>What layers take where they are not told: Keras's global settings.</summary>
public static class Defaults
{
    /// <summary>Where channels stand in layers made from now on. Default <see cref="DataFormat.ChannelsLast"/>.</summary>
    public static DataFormat DataFormat { get; set; } = DataFormat.ChannelsLast;

    /// <summary>The number that keeps divisions and logarithms away from zero. Default 1e-7.</summary>
    public static float Epsilon { get; set; } = 1e-7f;

    /// <summary>
    /// How many threads share the work in sessions made from now on: that of one operator, or in training, where the rows of a batch do not
    /// depend on each other and there is much to compute, that of one batch, cut into equal parts. ONNX Runtime's choice, or one a core for
    /// parts, when null.
    /// </summary>
    public static int? Threads { get; set; }
}
