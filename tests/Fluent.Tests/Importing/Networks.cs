using OnnxEmit;

namespace Fluent.Tests.Importing;

/// <summary>Small networks as others would export them.</summary>
internal static class Networks
{
    /// <summary>
    /// x (batch, 2, 4, 4) → Conv → BatchNormalization → Relu (<c>features</c>) → pooled → Gemm → Softmax (<c>y</c>).
    /// </summary>
    public static OnnxModel Classifier(int opset = 13, ElementType type = ElementType.Float)
    {
        Value x = Value.Input(type, ["batch", 2, 4, 4], "x");
        Value conv = Named(Op.Conv(x, Numbers("kernel", type, 3, 2, 3, 3), Numbers("bias", type, 3), pads: [1, 1, 1, 1]), "conv");
        Value normal = Named(Op.BatchNormalization(
            conv, Numbers("scale", type, 3), Numbers("shift", type, 3), Filled("mean", type, 0), Filled("variance", type, 2)), "normal");
        Value features = Named(Op.Relu(normal), "features");
        Value pooled = Named(Op.Flatten(Op.GlobalAveragePool(features)), "pooled");
        Value scores = Named(Op.Gemm(pooled, Numbers("w", type, 3, 2), Numbers("b", type, 2)), "scores");
        return new(new Graph([x], [Named(Op.Softmax(scores, 1), "y")], name: "classifier")) { Opset = opset };
    }

    /// <summary>Samples for it: of the second class where the first channel is brighter.</summary>
    public static (float[,,,] X, int[] Y) Samples(int count = 32)
    {
        Random random = new(1);
        float[,,,] x = new float[count, 2, 4, 4];
        int[] y = new int[count];
        for (int i = 0; i < count; i++)
        {
            y[i] = i % 2;
            for (int at = 0; at < 32; at++)
                x[i, at / 16, at / 4 % 4, at % 4] = random.NextSingle() + (at < 16 ? y[i] : 0);
        }

        return (x, y);
    }

    /// <summary>A constant of random numbers.</summary>
    public static Value Numbers(string name, ElementType type, params long[] dims)
    {
        Random random = new(name.Length);
        float[] numbers = [.. Enumerable.Range(0, (int)dims.Aggregate(1L, (n, d) => n * d)).Select(_ => (random.NextSingle() * 2) - 0.8f)];
        return Value.Constant(type switch
        {
            ElementType.Float16 => TensorData.Create<Half>(dims, [.. numbers.Select(n => (Half)n)]),
            ElementType.Double => TensorData.Create<double>(dims, [.. numbers.Select(n => (double)n)]),
            _ => TensorData.Create<float>(dims, numbers),
        }, name);
    }

    /// <summary>A value with a name.</summary>
    public static Value Named(Value value, string name)
    {
        value.Name = name;
        return value;
    }

    private static Value Filled(string name, ElementType type, float number) => Value.Constant(type == ElementType.Float16
        ? TensorData.Create<Half>([3], [.. Enumerable.Repeat((Half)number, 3)])
        : TensorData.Create<float>([3], [.. Enumerable.Repeat(number, 3)]), name);
}
