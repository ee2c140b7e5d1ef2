using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using OnnxEmit;

namespace Fluent;

/// <summary>
/// The numbers that a layer learns or keeps, in Keras's own layout. Drawn when they are first needed: building a model of a billion weights
/// allocates nothing.
/// </summary>
/// <remarks>Reading is safe from several threads; assigning is not safe while a model that has it trains.</remarks>
public sealed class Weight
{
    private static int made;
    private readonly string folder;
    private readonly int number = Interlocked.Increment(ref made);
    private CastMemory<float>? numbers;

    internal Weight(Layer owner, string folder, string name, WeightShape shape, Initializer initializer, bool trainable,
        Regularizer? regularizer, Constraint? constraint)
    {
        (Owner, this.folder, Name, Shape, Initializer) = (owner, folder, name, shape, initializer);
        (IsTrainable, Regularizer, Constraint) = (trainable, regularizer, constraint);
    }

    /// <summary>Where it stands in the model, as Keras writes it: <c>conv2d/kernel</c>.</summary>
    public string Path => field ??= $"{folder}/{Name}";

    /// <summary>Its name in its layer: <c>kernel</c>.</summary>
    public string Name { get; }

    /// <summary>Its sizes. Not to be changed.</summary>
    public long[] Dims => Shape.Dims;

    /// <summary>How many numbers it has.</summary>
    public int Count => (int)Shape.Count;

    /// <summary>What draws the first numbers.</summary>
    public Initializer Initializer { get; }

    /// <summary>The penalty on it, where there is one.</summary>
    public Regularizer? Regularizer { get; }

    /// <summary>What it is held to after each update, where there is something.</summary>
    public Constraint? Constraint { get; }

    /// <summary>Whether an optimizer may change it: not for moving averages, and not while its layer is frozen.</summary>
    public bool Trainable => IsTrainable && Owner.Trainable;

    /// <summary>The numbers, row-major.</summary>
    public ReadOnlySpan<float> Values => Memory.Span;

    /// <summary>Counts the changes, so that what was made of the numbers knows when it is out of date.</summary>
    public long Version { get; private set; }

    /// <summary>Its axes.</summary>
    internal WeightShape Shape { get; }

    /// <summary>The type that values of it share.</summary>
    internal TensorType Type => Shape.Type;

    internal bool IsTrainable { get; }

    internal Layer Owner { get; }

    /// <summary>The numbers; sessions may write to them, and who does so calls <see cref="Changed"/>.</summary>
    internal Memory<float> Memory => Drawn.Source;

    private CastMemory<float> Drawn
    {
        get
        {
            if (Volatile.Read(ref numbers) is { } drawn)
                return drawn;
            CastMemory<float> fresh = WeightMemory.Allocate(Count);
            Initializer.Draw(fresh.Source.Span, Dims, Path);   // two threads at once draw the same; the first is kept
            return Interlocked.CompareExchange(ref numbers, fresh, null) ?? fresh;
        }
    }

    /// <summary>Replaces the numbers.</summary>
    /// <param name="values">As many as there are, row-major.</param>
    /// <exception cref="FluentException">Another number of values.</exception>
    public void Assign(ReadOnlySpan<float> values)
    {
        if (values.Length != Count)
            throw new FluentException($"Weight '{Path}'", $"{Count} values of shape ({string.Join(", ", Dims)})", $"{values.Length}");
        if (numbers is null)
            Volatile.Write(ref numbers, WeightMemory.Allocate(Count));
        values.CopyTo(numbers.Source.Span);
        Changed();
    }

    /// <inheritdoc/>
    public override int GetHashCode() => number;       // weights that are made one after the other then lie so in tables

    /// <summary>A copy of the numbers as an array of the weight's shape: <c>float[,]</c> for a matrix.</summary>
    public System.Array ToArray()
    {
        System.Array copy = System.Array.CreateInstance(typeof(float), Dims);
        Values.CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.As<byte, float>(ref MemoryMarshal.GetArrayDataReference(copy)), Count));
        return copy;
    }

    /// <summary>The numbers as constant data, not copied.</summary>
    internal TensorData ToTensorData() => TensorData.Create(Type, Dims, Drawn.Memory);

    internal void Changed() => Version++;

    /// <summary>As in <c>conv2d/kernel (3, 3, 1, 32)</c>.</summary>
    public override string ToString() => $"{Path} ({string.Join(", ", Dims)})";
}
