using System.Collections.Immutable;

namespace OnnxEmit;

/// <summary>Slice before version 10: starts, ends and axes are attributes.</summary>
[OldForm("Slice", until: 10)]
internal static class OldSlice
{
    public static ImmutableArray<Value> Upgrade(OldNode node) =>
        [Op.Slice(node.Required(0), node.Vector("starts")!, node.Vector("ends")!, node.Vector("axes"))];
}
