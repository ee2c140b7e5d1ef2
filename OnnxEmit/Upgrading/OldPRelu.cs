using System.Collections.Immutable;

namespace OnnxEmit;

/// <summary>PRelu before version 7: several slopes are those of the channels.</summary>
[OldForm("PRelu", until: 7, since: 6)]
internal static class OldPRelu
{
    public static ImmutableArray<Value> Upgrade(OldNode node)
    {
        Value x = node.Required(0), slope = node.Required(1);
        bool isPerChannel = slope.Rank == 1 && slope.Shape[0] != 1 && x.Rank > 2;
        return [Op.PRelu(x, isPerChannel ? slope.Unsqueeze([.. Enumerable.Range(1, x.Rank - 2).Select(i => (long)i)]) : slope)];
    }
}
