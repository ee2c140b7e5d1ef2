using System.Numerics.Tensors;

namespace Fluent;

/// <summary>
/// A random matrix whose columns, or rows where there are fewer of them, are orthogonal and of norm 1 (Saxe et al. 2014). All axes but the
/// last count as
/// rows.
/// </summary>
/// <param name="gain">What it is multiplied by.</param>
/// <param name="seed">The seed; the global one when omitted.</param>
[KerasAlias("OrthogonalInitializer")]
public sealed partial class Orthogonal(float gain = 1, int? seed = null) : Initializer
{
    /// <inheritdoc/>
    protected override int? SeedOrNull => Seed;

    /// <inheritdoc/>
    protected override void Fill(Span<float> values, ReadOnlySpan<long> dims, RandomNumbers random)
    {
        ArgumentNullException.ThrowIfNull(random);
        if (dims.Length < 2)
            throw new FluentException(nameof(Orthogonal), "a weight of two axes or more", $"({string.Join(", ", dims.ToArray())})");
        int columns = checked((int)dims[^1]), rows = values.Length / Math.Max(1, columns);
        double[][] vectors = Vectors(Math.Min(rows, columns), Math.Max(rows, columns), random);
        for (int i = 0; i < vectors.Length; i++)
        {
            for (int j = 0; j < vectors[i].Length; j++)
                values[columns <= rows ? (j * columns) + i : (i * columns) + j] = (float)(Gain * vectors[i][j]);
        }
    }

    // Gram and Schmidt's method, twice for each vector, so that rounding leaves no more than the last digit. The same as Q of a QR
    // decomposition with a positive diagonal of R, which makes it even among all orthogonal matrices.
    private static double[][] Vectors(int count, int length, RandomNumbers random)
    {
        double[][] vectors = new double[count][];
        for (int i = 0; i < count; i++)
        {
            double[] vector = vectors[i] = new double[length];
            foreach (ref double number in vector.AsSpan())
                number = random.NextNormal();
            for (int pass = 0; pass < 2; pass++)
            {
                for (int j = 0; j < i; j++)
                    TensorPrimitives.MultiplyAdd(vectors[j], -TensorPrimitives.Dot<double>(vectors[j], vector), vector, vector);
            }

            TensorPrimitives.Divide(vector, TensorPrimitives.Norm<double>(vector), vector);
        }

        return vectors;
    }
}
