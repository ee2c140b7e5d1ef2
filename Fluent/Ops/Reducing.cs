using OnnxEmit;

namespace Fluent;

/// <summary>What operations that reduce axes share.</summary>
internal static class Reducing
{
    /// <summary>The axes as an operator's input; all where none is named.</summary>
    public static Value Axes(Value x, Axes? axes, LayerCall call) => Value.Constant(
        axes is null ? [.. Enumerable.Range(0, x.Rank).Select(axis => (long)axis)]
        : axes.Resolve(x.Rank) ?? throw call.Expects($"axes from {-x.Rank} to {x.Rank - 1}", $"{axes}"));
}
