using System.Collections.Immutable;

namespace OnnxEmit;

/// <summary>Split before version 18: without sizes the parts are equal; before 13 the sizes are an attribute.</summary>
[OldForm("Split", until: 18, since: 2)]
internal static class OldSplit
{
    public static ImmutableArray<Value> Upgrade(OldNode node)
    {
        Value? sizes = node.Input(1) ?? node.Vector("split");
        return Op.Split(node.Required(0), node.Outputs, sizes, node.Get("axis", 0L), sizes is null ? node.Outputs : null);
    }
}
