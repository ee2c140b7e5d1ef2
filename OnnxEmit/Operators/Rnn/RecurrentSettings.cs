namespace OnnxEmit.Operators;

/// <summary>The attributes that all recurrent operators have, and the name of the one flag of their own where it is set.</summary>
internal sealed record RecurrentSettings(
    float[]? ActivationAlpha, float[]? ActivationBeta, string[]? Activations, float? Clip, string Direction, long? HiddenSize, long Layout,
    string? Flag = null);
