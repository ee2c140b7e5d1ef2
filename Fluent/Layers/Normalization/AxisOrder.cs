using OnnxEmit;

namespace Fluent;

/// <summary>Moves the axes that a layer normalizes over behind the others, and back.</summary>
internal sealed class AxisOrder
{
    private readonly long[] perm;

    public AxisOrder(Value x, Axes axes, LayerCall call)
    {
        long[] chosen = axes.Resolve(x.Rank) ?? throw call.Expects($"axes from {-x.Rank} to {x.Rank - 1}", $"{axes}");
        perm = [.. Enumerable.Range(0, x.Rank).Select(axis => (long)axis).Except(chosen), .. chosen];
        First = x.Rank - chosen.Length;
        Lengths = [.. chosen.Select(axis => x.Shape[(int)axis])];
    }

    /// <summary>Where the axes begin once they are last.</summary>
    public int First { get; }

    /// <summary>Their lengths.</summary>
    public Shape Lengths { get; }

    private bool InPlace => perm.Index().All(p => p.Index == p.Item);

    /// <summary>Keras keeps the axes of such layers as a list, one as well.</summary>
    public static Axes Listed(Axes? axes) => axes is null ? Axes.Create([-1]) : Axes.Create([.. axes]);

    public Value ToLast(Value x) => InPlace ? x : Op.Transpose(x, perm);

    public Value FromLast(Value x) => InPlace ? x : Op.Transpose(x, [.. perm.Index().OrderBy(p => p.Item).Select(p => (long)p.Index)]);
}
