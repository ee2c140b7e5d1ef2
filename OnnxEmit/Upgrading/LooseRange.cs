using System.Collections.Immutable;

namespace OnnxEmit;

/// <summary>
/// Range on vectors of one element where scalars belong: against the specification, but ONNX Runtime takes them where it does not know
/// their shape beforehand, and ONNX's own function for AffineGrid relies on it.
/// </summary>
[OldForm("Range", until: int.MaxValue, since: 11)]
internal static class LooseRange
{
    public static ImmutableArray<Value> Upgrade(OldNode node) =>
        [Op.Range(Scalar(node.Required(0)), Scalar(node.Required(1)), Scalar(node.Required(2)))];

    private static Value Scalar(Value value) => value.Rank == 0 ? value : value.Squeeze(0);
}
