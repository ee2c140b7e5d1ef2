using System.Collections.Immutable;

namespace OnnxEmit;

/// <summary>GroupNormalization before version 21: one scale and bias for each group rather than each channel.</summary>
[OldForm("GroupNormalization", until: 21, since: 18)]
internal static class OldGroupNormalization
{
    public static ImmutableArray<Value> Upgrade(OldNode node)
    {
        Value x = node.Required(0);
        long groups = node.Get<long>("num_groups");
        Value each = Op.Div(Op.Shape(x, 1, 2), Value.Constant(groups)).OrConstant();
        return
        [
            Op.GroupNormalization(
                x, PerChannel(node.Required(1)), PerChannel(node.Required(2)), groups, node.Get("epsilon", 1e-5f), x.ElementType),
        ];

        Value PerChannel(Value perGroup) =>
            Op.Expand(perGroup.Unsqueeze(1), Op.Concat(0, Value.Constant(groups), each).OrConstant()).Reshape(-1);
    }
}
