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
    // What differs by less is equal; where the differences to both sides differ by more, there is a kink or a sharp bend between.
    private const double Tolerance = 0.02, Kink = 0.2;

    private long count;

    /// <summary>Checks one gradient, along itself: where the loss changes most, rounding matters least.</summary>
    /// <param name="weight">The weight's name among the feeds.</param>
    /// <param name="at">Which of the gradients.</param>
    /// <returns>By how much they differ, of the larger one; null where the loss has a kink, or depends on
    /// the weight by no more than rounding.</returns>
    public double? Run(string weight, int at)
    {
        float[] gradient = gradients[at].AsSpan<float>().ToArray(), numbers = feeds[weight].AsSpan<float>().ToArray();
        double slope = Length(gradient), size = Math.Max(Length(numbers), 0.1), loss = Loss(numbers);

        // How much the loss changes by rounding alone: each number one place up or down.
        double noise = Enumerable.Range(0, 3).Max(seed => Math.Abs(Loss(Rounded(numbers, seed)) - loss));
        if (slope * size * 0.01 <= 50 * noise)
        {
            double moved = Math.Abs(Loss(Elsewhere(0.01)) - Loss(Elsewhere(-0.01))) / 2;
            return moved <= 200 * noise + (1e-5 * loss) ? null
                : throw new InvalidOperationException($"gradient of {weight}: {slope:G4}, but the loss moves by {moved:G4} of {loss:G4}");
        }

        // Below this the loss cannot tell: its outputs are rounded, each by itself.
        double resolution = 2e-7 * loss / Math.Sqrt(count);
        string wrong = "";
        foreach (double part in new[] { 1e-2, 1e-3, 1e-4, 1e-5, 1e-6 })
        {
            double step = Math.Min(part * loss / slope, 0.1 * size);
            float[] up = Moved(step), down = Moved(-step);
            if (Along(up) < 25 * resolution)
                break;
            double right = (Loss(up) - loss) / Along(up), left = (Loss(down) - loss) / Along(down);
            double bend = Math.Abs(right - left) / Math.Max(Math.Abs(right), Math.Abs(left)), numeric = (right + left) / 2;
            double difference = Math.Abs(numeric - 1) / Math.Max(Math.Abs(numeric), 1);
            if (bend <= Kink && difference <= Tolerance)
                return difference;
            if (bend <= Tolerance)                     // straight, but in another direction
                wrong += $" {numeric:P1} ({left:P1}, {right:P1})";
        }

        return wrong.Length == 0 ? null : throw new InvalidOperationException(
            $"gradient of {weight}: {slope:G4}, but the loss changes by{wrong} of what it says");

        // By how much the gradient says that the loss changes; small steps are rounded.
        double Along(float[] moved) => gradient.Index().Sum(g => (double)g.Item * ((double)moved[g.Index] - numbers[g.Index]));

        // Along a direction that the gradient has no part in.
        float[] Elsewhere(double part) =>
            [.. Rounded(numbers, 3).Zip(numbers, (a, n) => (float)(n + (part * (a > n ? size : -size) / Math.Sqrt(numbers.Length))))];

        float[] Moved(double step) => [.. numbers.Zip(gradient, (n, g) => (float)(n + (step * g / slope)))];

        double Loss(float[] moved)
        {
            TensorData[] outputs = forward.Run(new Dictionary<string, TensorData>(feeds)
            {
                [weight] = TensorData.Create<float>(feeds[weight].Dims, moved),
            });
            count = outputs.Sum(y => y.Count);
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
