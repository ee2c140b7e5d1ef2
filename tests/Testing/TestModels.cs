using System.Collections.Immutable;
using OnnxEmit;

namespace Testing;

/// <summary>Small models for tests of what opens, runs and scores them.</summary>
internal static class TestModels
{
    /// <summary>The bytes of a model of these inputs and outputs; outputs that have no name are called <c>y</c>, <c>y1</c> ….</summary>
    public static byte[] Bytes(Value[] inputs, params Value[] outputs)
    {
        for (int i = 0; i < outputs.Length; i++)
        {
            outputs[i].Name ??= i == 0 ? "y" : $"y{i}";
        }

        return new OnnxModel(new Graph(inputs, outputs)).ToBytes();
    }

    /// <summary>x → y = x.</summary>
    public static byte[] Identity(ElementType type, params ReadOnlySpan<Dim> shape)
    {
        Value x = Value.Input(type, Shape.Create(shape), "x");
        return Bytes([x], Op.Identity(x));
    }

    /// <summary>x [N, inputs] → y [N, outputs] with a hidden layer and weights that follow a fixed rule.</summary>
    public static byte[] Mlp(int inputs = 8, int hidden = 16, int outputs = 3)
    {
        Value x = Value.Input(ElementType.Float, ["N", inputs], "x");
        return Bytes([x], Op.MatMul(Op.Relu(Op.MatMul(x, Weights(inputs, hidden)) + Weights(1, hidden)), Weights(hidden, outputs)));
    }

    /// <summary>Constant numbers between -1 and 1 that follow a fixed rule.</summary>
    public static Value Weights(int rows, int columns) => Value.Constant(TensorData.Create<float>(
        [rows, columns], [.. Enumerable.Range(0, rows * columns).Select(i => MathF.Sin(i * 1.7f))]));

    /// <summary>Any operator of ONNX, whether it has a class or not.</summary>
    public static Value Node(
        string type, int since, ReadOnlySpan<Value?> inputs, OnnxType result, params OnnxEmit.Attribute[] attributes) =>
        new GenericOperator(type, "", since, inputs, [result], [.. attributes]).Outputs[0];
}
