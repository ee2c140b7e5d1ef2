namespace Fluent;

/// <summary>
/// Names and random numbers of their own for what is made inside: the same network comes out of the same seed, whatever was made before
/// and whatever other threads make. What trainers use, that are called many times in one process.
/// </summary>
internal sealed class Surroundings : IDisposable
{
    private static readonly AsyncLocal<Surroundings?> Innermost = new();
    private readonly Surroundings? outer = Innermost.Value;

    /// <summary>Begins; what is made until <see cref="Dispose"/> on this thread is inside.</summary>
    /// <param name="seed">Stands for the global seed.</param>
    public Surroundings(int seed)
    {
        Seed = seed;
        Innermost.Value = this;
    }

    /// <summary>Those that the caller is in; null outside of any.</summary>
    public static Surroundings? Current => Innermost.Value;

    /// <summary>The seed of everything without one of its own.</summary>
    public int Seed { get; }

    /// <summary>How often each automatic name was given.</summary>
    public Dictionary<string, int> Names { get; } = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public void Dispose() => Innermost.Value = outer;
}
