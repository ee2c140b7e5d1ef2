using System.Collections.Immutable;

namespace OnnxEmit;

/// <summary>
/// Dropout before version 12: it drops nothing, as only training would. Its mask tells nothing: zeros, as ONNX Runtime has them.
/// </summary>
[OldForm("Dropout", until: 12, since: 6)]
internal static class OldDropout
{
    public static ImmutableArray<Value> Upgrade(OldNode node)
    {
        if (node.Version < 7 && node.Get("is_test", 0L) == 0)
            throw new FormatException("training");
        Value data = node.Required(0), kept = Op.Dropout(data, Value.Constant(node.Get("ratio", 0.5f)));
        return node.Outputs == 1 ? [kept]
            : [kept, Op.Zeros(Op.Shape(data), node.Version < 10 ? data.ElementType : ElementType.Bool)];
    }
}
