using System.Collections.Immutable;

namespace OnnxEmit;

/// <summary>DFT before version 20: the axis is an attribute, the first behind the batch by default.</summary>
[OldForm("DFT", until: 20, since: 17)]
internal static class OldDFT
{
    public static ImmutableArray<Value> Upgrade(OldNode node)
    {
        Value axis = Value.Constant(TensorData.Create([], node.Get("axis", 1L)));
        ImmutableArray<Attribute> switches = [new("inverse", node.Get("inverse", 0L)), new("onesided", node.Get("onesided", 0L))];
        return node.Today(20, [node.Required(0), node.Input(1), axis], switches);
    }
}
