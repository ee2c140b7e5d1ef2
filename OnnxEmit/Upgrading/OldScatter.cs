using System.Collections.Immutable;

namespace OnnxEmit;

/// <summary>Scatter, which became ScatterElements.</summary>
[OldForm("Scatter", until: 11, since: 9)]
internal static class OldScatter
{
    public static ImmutableArray<Value> Upgrade(OldNode node) => OldNode.Make(
        "ScatterElements", 13, node.Inputs, new Attribute("axis", node.Get("axis", 0L)));
}
