using System.Collections.Immutable;

namespace OnnxEmit;

/// <summary>Gemm before version 7: an attribute says whether C is repeated.</summary>
[OldForm("Gemm", until: 7)]
internal static class OldGemm
{
    public static ImmutableArray<Value> Upgrade(OldNode node)
    {
        _ = node.Get("broadcast", 0L);
        return [Op.Gemm(node.Required(0), node.Required(1), node.Input(2), node.Get("alpha", 1f), node.Get("beta", 1f),
            node.GetBool("transA", false), node.GetBool("transB", false))];
    }
}
