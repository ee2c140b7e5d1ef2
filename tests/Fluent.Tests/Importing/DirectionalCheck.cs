using OnnxEmit;
using Testing;

namespace Fluent.Tests.Importing;

/// <summary>
/// Compares gradients with directional central differences, for networks as deep as real ones: of the sum of the mean squares of the
/// outputs, which is added up in double precision.
/// </summary>
/// <param name="forward">Gives the outputs.</param>
/// <param name="feeds">Where; weights and inputs.</param>
/// <param name="gradients">The gradients there.</param>
internal sealed class DirectionalCheck(GraphSession forward, Dictionary<string, TensorData> feeds, TensorData[] gradients)
{
    private const double Tolerance = 0.02;

    /// <summary>Checks one gradient, along itself: where the loss changes most, rounding matters least.</summary>
    /// <param name="weight">The weight's name among the feeds.</param>
    /// <param name="at">Which of the gradients.</param>
    /// <returns>By how much they differ, of the larger one; null where the loss has a kink, or depends on
    /// the weight by no more than rounding.</returns>
    public double? Run(string weight, int at)
    {
        float[] gradient = gradients[at].AsSpan<float>().ToArray(), numbers = feeds[weight].AsSpan<float>().ToArray();
        double slope = Length(gradient), size = Math.Max(Length(numbers), 0.01), loss = Loss(numbers);

        // How much the loss changes by rounding alone: each number one place up or down.
        double noise = Enumerable.Range(0, 3).Max(seed => Math.Abs(Loss(Rounded(numbers, seed)) - loss));
        if (slope * size * 0.01 <= 50 * noise)
            return null;
        double? best = null;
        string tried = "";
        foreach (double part in new[] { 1e-2, 1e-3, 1e-4 })
        {
            double step = Math.Min(part * loss / slope, 0.1 * size);
            double right = (Loss(Moved(step)) - loss) / step, left = (loss - Loss(Moved(-step))) / step;
            if (Math.Abs(right - left) > 0.1 * Math.Max(Math.Abs(right), Math.Abs(left)))
                continue;                              // a kink or a sharp bend within this step
            double numeric = (right + left) / 2, difference = Math.Abs(numeric - slope) / Math.Max(Math.Abs(numeric), slope);
            (best, tried) = (Math.Min(best ?? difference, difference), $"{tried} {numeric:G4} ({left:G4}, {right:G4})");
            if (best <= Tolerance)
                return best;
        }

        return best is null ? null : throw new InvalidOperationException($"gradient of {weight}: {slope:G4}, differences{tried}");

        float[] Moved(double step) => [.. numbers.Zip(gradient, (n, g) => (float)(n + (step * g / slope)))];

        double Loss(float[] moved)
        {
            TensorData[] outputs = forward.Run(new Dictionary<string, TensorData>(feeds)
            {
                [weight] = TensorData.Create<float>(feeds[weight].Dims, moved),
            });
            return outputs.Sum(y => Close.ToDoubles(y).Average(v => v * v));
        }
    }

    private static float[] Rounded(float[] numbers, int seed)
    {
        Random random = new(seed);
        return Array.ConvertAll(numbers, n => random.Next(2) == 0 ? float.BitIncrement(n) : float.BitDecrement(n));
    }

    private static double Length(float[] vector) => Math.Sqrt(vector.Sum(v => (double)v * v));
}
