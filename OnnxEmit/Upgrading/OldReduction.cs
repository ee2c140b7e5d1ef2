using System.Collections.Immutable;

namespace OnnxEmit;

/// <summary>Reductions before version 18, sums before 13: the axes are an attribute.</summary>
[OldForm("ReduceL1", until: 18)]
[OldForm("ReduceL2", until: 18)]
[OldForm("ReduceLogSum", until: 18)]
[OldForm("ReduceLogSumExp", until: 18)]
[OldForm("ReduceMax", until: 18)]
[OldForm("ReduceMean", until: 18)]
[OldForm("ReduceMin", until: 18)]
[OldForm("ReduceProd", until: 18)]
[OldForm("ReduceSum", until: 13)]
[OldForm("ReduceSumSquare", until: 18)]
internal static class OldReduction
{
    public static ImmutableArray<Value> Upgrade(OldNode node) =>
        node.Today(18, [node.Required(0), node.Vector("axes")], new Attribute("keepdims", node.Get("keepdims", 1L)));
}
