using System.Collections.Immutable;

namespace OnnxEmit;

/// <summary>Unsqueeze before version 13: the axes are an attribute.</summary>
[OldForm("Unsqueeze", until: 13)]
internal static class OldUnsqueeze
{
    public static ImmutableArray<Value> Upgrade(OldNode node) => [Op.Unsqueeze(node.Required(0), node.Vector("axes")!)];
}
