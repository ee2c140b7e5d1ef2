using System.Collections.Immutable;

namespace OnnxEmit;

/// <summary>DFT before version 20: the axis is an attribute, 1 unless it says otherwise.</summary>
[OldForm("DFT", until: 20, since: 17)]
internal static class OldDFT
{
    public static ImmutableArray<Value> Upgrade(OldNode node) =>
    [
        Op.DFT(
            node.Required(0), node.Input(1), Value.Constant(TensorData.Create<long>([], node.Get("axis", 1L))),
            node.GetBool("inverse", false), node.GetBool("onesided", false)),
    ];
}
