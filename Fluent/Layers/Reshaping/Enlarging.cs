using OnnxEmit;

namespace Fluent;

/// <summary>Enlarging by whole factors, for any number of axes.</summary>
internal static class Enlarging
{
    /// <summary>Each cell repeated along each axis.</summary>
    public static Value Repeat(Value x, LayerCall call, DataFormat format, params ReadOnlySpan<int> factors)
    {
        if (x.Rank != factors.Length + 2)
            throw call.Expects($"an input of rank {factors.Length + 2}, the batch first");
        float[] scales = [1, 1, .. new float[factors.Length]];
        for (int i = 0; i < factors.Length; i++)
            scales[i + 2] = factors[i] >= 1 ? factors[i] : throw call.Expects("factors of 1 or more", $"{factors[i]}");
        Value given = Value.Constant(TensorData.Create<float>([scales.Length], scales));
        return Op.Resize(x.ToChannelsFirst(format), scales: given, coordinateTransformationMode: "asymmetric", mode: "nearest",
            nearestMode: "floor")
            .FromChannelsFirst(format);
    }
}
