using OnnxEmit;

namespace Fluent;

/// <summary>The axes of a weight. Layer after layer has weights alike, and those that are made one after the other share it.</summary>
internal sealed class WeightShape
{
    private static readonly WeightShape?[] Recent = new WeightShape?[64];

    private WeightShape(ReadOnlySpan<Dim> axes)
    {
        Dims = new long[axes.Length];
        Count = 1;
        for (int axis = 0; axis < Dims.Length; axis++)
        {
            Dims[axis] = axes[axis].Size!.Value;
            Count = (long)Int128.Min((Int128)Count * Dims[axis], long.MaxValue);
        }

        Type = new(ElementType.Float, Shape.Create(axes));
        Placeholder = Value.Input(Type);
    }

    /// <summary>The sizes. Not to be changed.</summary>
    public long[] Dims { get; }

    /// <summary>How many numbers there are; what is beyond 64 bits counts as the most.</summary>
    public long Count { get; }

    /// <summary>The type of such a weight.</summary>
    public TensorType Type { get; }

    /// <summary>What stands for such a weight where shapes alone are wanted.</summary>
    public Value Placeholder { get; }

    /// <summary>The shape of these axes, all of them numbers.</summary>
    public static WeightShape Of(ReadOnlySpan<Dim> axes)
    {
        HashCode hash = default;
        foreach (Dim axis in axes)
            hash.Add(axis);
        ref WeightShape? place = ref Recent[(uint)hash.ToHashCode() % (uint)Recent.Length];
        return place is { } known && known.Is(axes) ? known : place = new(axes);       // another thread's is as good
    }

    /// <summary>Whether these are its axes.</summary>
    public bool Is(ReadOnlySpan<Dim> axes) => Type.Shape!.AsSpan().SequenceEqual(axes);
}
