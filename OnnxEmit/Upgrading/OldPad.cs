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
        return [Op.Pad(data, node.Vector("pads")!, value == 0 ? null : Value.Scalar(value, data), null, node.Get("mode", "constant"))];
    }
}
