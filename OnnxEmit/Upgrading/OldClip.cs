using System.Collections.Immutable;

namespace OnnxEmit;

/// <summary>Clip before version 11: the limits are attributes.</summary>
[OldForm("Clip", until: 11, since: 6)]
internal static class OldClip
{
    public static ImmutableArray<Value> Upgrade(OldNode node)
    {
        Value input = node.Required(0);
        return [Op.Clip(input, Limit("min"), Limit("max"))];

        Value? Limit(string name) => node.Get<float?>(name, null) is { } limit ? Value.Scalar(limit, input) : null;
    }
}
