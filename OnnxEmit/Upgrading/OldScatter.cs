using System.Collections.Immutable;

namespace OnnxEmit;

/// <summary>Scatter, which became ScatterElements.</summary>
[OldForm("Scatter", until: 11, since: 9)]
internal static class OldScatter
{
    public static ImmutableArray<Value> Upgrade(OldNode node) =>
        [Op.ScatterElements(node.Required(0), node.Required(1), node.Required(2), node.Get("axis", 0L))];
}
