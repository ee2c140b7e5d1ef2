using System.Collections.Immutable;

namespace OnnxEmit;

/// <summary>Reshape before version 5: the shape is an attribute.</summary>
[OldForm("Reshape", until: 5)]
internal static class OldReshape
{
    public static ImmutableArray<Value> Upgrade(OldNode node)
    {
        _ = node.Get<long[]?>("consumed_inputs", null);
        return [Op.Reshape(node.Required(0), node.Vector("shape")!)];
    }
}
