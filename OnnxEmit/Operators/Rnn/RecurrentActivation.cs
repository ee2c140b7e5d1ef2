namespace OnnxEmit.Operators;

/// <summary>The activations of recurrent operators by their names in ONNX, upper or lower case.</summary>
internal static class RecurrentActivation
{
    /// <summary>One function for each name; those that have parameters take the next of the numbers given, or their default.</summary>
    /// <param name="op">The operator that names them.</param>
    /// <param name="names">The names.</param>
    /// <param name="alphas">Values for alpha, in order of those that have one.</param>
    /// <param name="betas">Values for beta, in order of those that have one.</param>
    /// <exception cref="OperatorException">A name is none of ONNX's.</exception>
    public static Func<Value, Value>[] Parse(Operator op, IEnumerable<string> names, IEnumerable<float> alphas, IEnumerable<float> betas)
    {
        Queue<float> alpha = new(alphas), beta = new(betas);
        return [.. names.Select(name => Named(op, name, alpha, beta))];
    }

    // The numbers are taken here, in the order of the names, and not when the function is applied.
    private static Func<Value, Value> Named(Operator op, string name, Queue<float> alphas, Queue<float> betas)
    {
        switch (name.ToUpperInvariant())
        {
            case "RELU": return Op.Relu;
            case "TANH": return Op.Tanh;
            case "SIGMOID": return Op.Sigmoid;
            case "SOFTSIGN": return Op.Softsign;
            case "SOFTPLUS": return Op.Softplus;
        }

        // What is left out is what ONNX Runtime takes, for it runs the operator itself: the specification says it of some only.
        float Next(Queue<float> numbers, float otherwise = 0) => numbers.TryDequeue(out float number) ? number : otherwise;
        switch (name.ToUpperInvariant())
        {
            case "ELU":
                float scale = Next(alphas, 1);
                return x => Op.Elu(x, scale);
            case "LEAKYRELU":
                float slope = Next(alphas, 0.01f);
                return x => Op.LeakyRelu(x, slope);
            case "THRESHOLDEDRELU":
                float threshold = Next(alphas);
                return x => Op.ThresholdedRelu(x, threshold);
            case "HARDSIGMOID":
                (float rise, float middle) = (Next(alphas, 0.2f), Next(betas, 0.5f));
                return x => Op.HardSigmoid(x, rise, middle);
            case "AFFINE":
                (float factor, float summand) = (Next(alphas), Next(betas));
                return x => (x * factor) + summand;
            case "SCALEDTANH":
                (float outer, float inner) = (Next(alphas), Next(betas));
                return x => Op.Tanh(x * inner) * outer;
            default:
                throw new OperatorException(
                    op, "activations of Affine, Elu, HardSigmoid, LeakyRelu, Relu, ScaledTanh, Sigmoid, Softplus, Softsign, Tanh and " +
                    "ThresholdedRelu", $"'{name}'");
        }
    }
}
