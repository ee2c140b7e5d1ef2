using OnnxEmit;

namespace Fluent.Importing;

/// <summary>The numbers that a file has for a weight, copied when they are first needed.</summary>
/// <param name="data">The numbers, in single precision.</param>
internal sealed class ImportedNumbers(TensorData data) : Initializer
{
    /// <summary>
    /// What draws such a weight anew: a matrix evenly (Glorot and Bengio 2010), a vector as ones where its numbers lie around one, as
    /// scales and variances do, and as zeros elsewhere.
    /// </summary>
    public Initializer Alike() => data.Dims.Length > 1 ? new GlorotUniform() : Mean() > 0.5 ? new Ones() : new Zeros();

    /// <inheritdoc/>
    protected override void Fill(Span<float> values, ReadOnlySpan<long> dims, RandomNumbers random) => data.AsSpan<float>().CopyTo(values);

    private double Mean()
    {
        double sum = 0;
        foreach (float number in data.AsSpan<float>())
            sum += number;
        return sum / Math.Max(data.Count, 1);
    }
}
