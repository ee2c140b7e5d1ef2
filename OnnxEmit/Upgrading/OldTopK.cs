using System.Collections.Immutable;

namespace OnnxEmit;

/// <summary>TopK before version 11: always the largest; before 10, k is an attribute.</summary>
[OldForm("TopK", until: 11)]
internal static class OldTopK
{
    public static ImmutableArray<Value> Upgrade(OldNode node) =>
        Op.TopK(node.Required(0), node.Input(1) ?? Value.Constant(node.Get<long>("k")), node.Get("axis", -1L));
}
