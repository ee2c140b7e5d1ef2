using System.Collections.Immutable;

namespace OnnxEmit;

/// <summary>
/// Resize before version 11, and Upsample: an element lies at its place divided by the scale; nearest takes the element before it where
/// an axis becomes longer, the one behind it where it becomes shorter, as ONNX Runtime does.
/// </summary>
[OldForm("Resize", until: 11, since: 10)]
[OldForm("Upsample", until: 10, since: 7)]
internal static class OldResize
{
    public static ImmutableArray<Value> Upgrade(OldNode node)
    {
        string mode = node.Get("mode", "nearest");
        Value x = node.Required(0);
        Value scales = node.Input(1) ?? Vector(node.Get<float[]>("scales"), f => f);
        if (mode != "nearest" || node.OpType == "Upsample")                      // which makes no axis shorter, whatever the run says
            return [Resize(x, scales, mode == "nearest" ? mode : "linear", "floor")];
        if (scales.Data is not { } known)
            return [Resize(Resize(x, Op.Max(scales, Value.Constant(1f)), mode, "floor"), Op.Min(scales, Value.Constant(1f)), mode, "ceil")];
        float[] factors = known.AsSpan<float>().ToArray();
        if (factors.Any(f => f > 1))
            x = Resize(x, Vector(factors, f => Math.Max(f, 1)), mode, "floor");
        return [factors.Any(f => f < 1) ? Resize(x, Vector(factors, f => Math.Min(f, 1)), mode, "ceil")
            : factors.Any(f => f > 1) ? x : Op.Identity(x)];
    }

    private static Value Vector(float[] factors, Converter<float, float> convert) =>
        Value.Constant(TensorData.Create<float>([factors.Length], Array.ConvertAll(factors, convert)));

    private static Value Resize(Value x, Value scales, string mode, string nearest) => OldNode.Make(
        "Resize", 13, [x, null, scales], new("coordinate_transformation_mode", "asymmetric"), new("mode", mode),
        new("nearest_mode", nearest))[0];
}
