namespace Fluent;

/// <summary>Activations by the names and parameters that ONNX's recurrent operators have for them.</summary>
internal sealed record OnnxActivation(string Name, float? Alpha = null, float? Beta = null)
{
    /// <summary>Each function's; null where one of them has none.</summary>
    public static OnnxActivation[]? Of(params ReadOnlySpan<ActivationFunction> functions)
    {
        OnnxActivation[] found = new OnnxActivation[functions.Length];
        for (int i = 0; i < found.Length; i++)
        {
            if (Named(functions[i].Name) is not { } activation)
                return null;
            found[i] = activation;
        }

        return found;
    }

    /// <summary>The parameters of those that have one, in order.</summary>
    public static float[]? Alphas(OnnxActivation[] activations) => Numbers(activations.Select(a => a.Alpha));

    /// <summary>The second parameters of those that have one, in order.</summary>
    public static float[]? Betas(OnnxActivation[] activations) => Numbers(activations.Select(a => a.Beta));

    private static OnnxActivation? Named(string name) => name switch
    {
        "tanh" => new("Tanh"),
        "sigmoid" => new("Sigmoid"),
        "relu" => new("Relu"),
        "softsign" => new("Softsign"),
        "softplus" => new("Softplus"),
        "linear" => new("Affine", 1, 0),
        "elu" => new("Elu", 1),
        "hard_sigmoid" => new("HardSigmoid", 1 / 6f, 0.5f),
        _ => null,
    };

    private static float[]? Numbers(IEnumerable<float?> numbers) =>
        numbers.OfType<float>().ToArray() is { Length: > 0 } found ? found : null;
}
