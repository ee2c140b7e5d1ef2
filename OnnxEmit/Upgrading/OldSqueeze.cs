using System.Collections.Immutable;

namespace OnnxEmit;

/// <summary>Squeeze before version 13: the axes are an attribute.</summary>
[OldForm("Squeeze", until: 13)]
internal static class OldSqueeze
{
    public static ImmutableArray<Value> Upgrade(OldNode node) => [Op.Squeeze(node.Required(0), node.Vector("axes"))];
}
