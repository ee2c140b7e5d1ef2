using System.Collections.Immutable;

namespace OnnxEmit;

/// <summary>
/// Operators on two inputs before version 7: the second is repeated only where an attribute says so, from an axis that another one names.
/// </summary>
[OldForm("Add", until: 7)]
[OldForm("Sub", until: 7)]
[OldForm("Mul", until: 7)]
[OldForm("Div", until: 7)]
[OldForm("Pow", until: 7)]
[OldForm("And", until: 7)]
[OldForm("Or", until: 7)]
[OldForm("Xor", until: 7)]
[OldForm("Equal", until: 7)]
[OldForm("Greater", until: 7)]
[OldForm("Less", until: 7)]
internal static class OldBroadcast
{
    public static ImmutableArray<Value> Upgrade(OldNode node)
    {
        Value a = node.Required(0), b = node.Required(1);
        _ = (node.Get("broadcast", 0L), node.Get<long[]?>("consumed_inputs", null));
        if (node.Get<long?>("axis", null) is { } axis and >= 0 && a.Rank - axis - b.Rank is var behind and > 0)
            b = b.Unsqueeze([.. Enumerable.Range(b.Rank, (int)behind).Select(i => (long)i)]);
        return node.Today(13, [a, b]);
    }
}
