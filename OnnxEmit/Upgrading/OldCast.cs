using System.Collections.Immutable;

namespace OnnxEmit;

/// <summary>Cast before version 6: the type is a text, such as <c>FLOAT</c>.</summary>
[OldForm("Cast", until: 6)]
internal static class OldCast
{
    public static ImmutableArray<Value> Upgrade(OldNode node) =>
        [Op.Cast(node.Required(0), Enum.Parse<ElementType>(node.Get<string>("to"), ignoreCase: true))];
}
