using System.Collections.Immutable;

namespace OnnxEmit;

/// <summary>RoiAlign before version 16: regions are not shifted by half an element.</summary>
[OldForm("RoiAlign", until: 16, since: 10)]
internal static class OldRoiAlign
{
    public static ImmutableArray<Value> Upgrade(OldNode node) =>
    [
        Op.RoiAlign(
            node.Required(0), node.Required(1), node.Required(2), "output_half_pixel", node.Get("mode", "avg"),
            node.Get("output_height", 1L), node.Get("output_width", 1L), node.Get("sampling_ratio", 0L), node.Get("spatial_scale", 1f)),
    ];
}
