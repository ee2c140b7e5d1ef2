namespace Fluent;

/// <summary>Draws the first numbers of a weight.</summary>
public abstract class Initializer : KerasObject
{
    internal override string KerasModule => "keras.initializers";

    /// <summary>The initializer of this name, as Keras has it: <c>"glorot_uniform"</c>.</summary>
    public static implicit operator Initializer(string name) => FromString(name);

    /// <summary>The initializer of this name.</summary>
    /// <exception cref="FluentException">There is none.</exception>
    public static Initializer FromString(string name) => KerasRegistry.FromName<Initializer>(name);

    /// <summary>Fills a weight.</summary>
    /// <param name="values">Where to, row-major.</param>
    /// <param name="dims">The weight's sizes.</param>
    /// <param name="random">Numbers by seed and the weight's path.</param>
    protected abstract void Fill(Span<float> values, ReadOnlySpan<long> dims, RandomNumbers random);

    /// <summary>The seed that was given; null draws by the global seed.</summary>
    protected virtual int? SeedOrNull => null;

    internal virtual void Draw(Span<float> values, ReadOnlySpan<long> dims, string path) => Fill(values, dims, new(SeedOrNull, path));
}
