using System.Collections.Immutable;

namespace OnnxEmit;

/// <summary>Split before version 18: without sizes the parts are equal; before 13 the sizes are an attribute.</summary>
[OldForm("Split", until: 18, since: 2)]
internal static class OldSplit
{
    public static ImmutableArray<Value> Upgrade(OldNode node)
    {
        Value? sizes = node.Input(1) ?? node.Vector("split");
        Attribute axis = new("axis", node.Get("axis", 0L));
        return sizes is null
            ? node.Today(18, [node.Required(0)], axis, new Attribute("num_outputs", (long)node.Outputs))
            : node.Today(13, [node.Required(0), sizes], axis);
    }
}
