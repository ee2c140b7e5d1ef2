using System.Collections.Immutable;

namespace OnnxEmit;

/// <summary>Pad before version 11: pads and value are attributes.</summary>
[OldForm("Pad", until: 11, since: 2)]
internal static class OldPad
{
    public static ImmutableArray<Value> Upgrade(OldNode node)
    {
        Value data = node.Required(0);
        float value = node.Get("value", 0f);
        return node.Today(
            13, [data, node.Vector("pads"), value == 0 ? null : OldNode.Number(value, data)],
            new Attribute("mode", node.Get("mode", "constant")));
    }
}
