using System.Collections.Immutable;

namespace OnnxEmit;

/// <summary>GridSample before version 20: linear was called bilinear, cubic bicubic.</summary>
[OldForm("GridSample", until: 20, since: 16)]
internal static class OldGridSample
{
    public static ImmutableArray<Value> Upgrade(OldNode node)
    {
        string mode = node.Get("mode", "bilinear");
        return
        [
            Op.GridSample(
                node.Required(0), node.Required(1), node.GetBool("align_corners", false),
                mode.StartsWith("bi", StringComparison.Ordinal) ? mode[2..] : mode, node.Get("padding_mode", "zeros")),
        ];
    }
}
