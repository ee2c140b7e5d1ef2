using System.Collections.Immutable;

namespace OnnxEmit;

/// <summary>
/// Softmax and its kin before version 13: not along one axis, but over all axes from one on, seen as one.
/// </summary>
[OldForm("Softmax", until: 13)]
[OldForm("LogSoftmax", until: 13)]
[OldForm("Hardmax", until: 13)]
internal static class OldSoftmax
{
    public static ImmutableArray<Value> Upgrade(OldNode node)
    {
        Value x = node.Required(0);
        long axis = node.Get("axis", 1L);
        Attribute last = new("axis", -1L);
        if (axis == -1 || axis == x.Rank - 1)
            return node.Today(13, [x], last);
        return [node.Today(13, [Op.Flatten(x, axis)], last)[0].ReshapeLike(x)];
    }
}
