using OnnxEmit;
using Testing;

namespace Fluent.Tests.Importing;

/// <summary>Compares gradients of a loss with its directional central differences, for networks as deep as real ones.</summary>
/// <param name="forward">Gives the loss.</param>
/// <param name="feeds">Where; weights and inputs.</param>
/// <param name="actual">The loss there, and the gradients in the order in which they are checked.</param>
internal sealed class DirectionalCheck(GraphSession forward, Dictionary<string, TensorData> feeds, TensorData[] actual)
{
    private const double Tolerance = 0.02;

    /// <summary>Checks one gradient, along itself: where the loss changes most, its rounding matters least.</summary>
    /// <param name="weight">The weight's name among the feeds.</param>
    /// <param name="at">Where its gradient stands.</param>
    /// <returns>By how much they differ, of the larger one.</returns>
    public double Run(string weight, int at)
    {
        float[] gradient = actual[at].AsSpan<float>().ToArray(), numbers = feeds[weight].AsSpan<float>().ToArray();
        double slope = Math.Sqrt(gradient.Sum(g => (double)g * g)), size = Math.Sqrt(numbers.Sum(n => (double)n * n));
        double loss = actual[0].AsSpan<float>()[0];

        // Below what single precision can tell of the loss there is nothing to compare.
        if (slope * size < 1e-4 * loss)
            return 0;
        double best = double.MaxValue;
        string tried = "";
        foreach (double part in new[] { 1e-2, 3e-3, 3e-2, 1e-3, 1e-1 })       // kinks want small steps, rounding large ones
        {
            double step = part * loss / slope;
            double numeric = (Loss(step) - Loss(-step)) / (2 * step);
            double difference = Math.Abs(numeric - slope) / Math.Max(Math.Abs(numeric), slope);
            (best, tried) = (Math.Min(best, difference), $"{tried} {numeric:G4}");
            if (best <= Tolerance)
                return best;
        }

        throw new InvalidOperationException($"gradient of {weight}: {slope:G4}, differences{tried}");

        double Loss(double step)
        {
            float[] moved = [.. numbers.Zip(gradient, (n, g) => (float)(n + (step * g / slope)))];
            return forward.Run(new Dictionary<string, TensorData>(feeds) { [weight] = TensorData.Create<float>(feeds[weight].Dims, moved) })
                [0].AsSpan<float>()[0];
        }
    }
}
