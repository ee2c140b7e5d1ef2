using OnnxEmit;

namespace Benchmarks;

/// <summary>How the time of reading, which infers types, differentiating and writing grows with the nodes of a graph.</summary>
internal static class GrowthBenchmark
{
    private const int Few = 1_000, Many = 10_000, Rounds = 9;

    public static void Run()
    {
        Report report = new("Graphs of 1,000 and 10,000 nodes, milliseconds", "what", "1,000", "10,000", "ratio");
        byte[] few = File(Few), many = File(Many);
        double[] times = new double[2];
        Row("read", bytes => OnnxModel.Load(bytes));
        Row("read and differentiate", bytes => Differentiated(OnnxModel.Load(bytes)));
        Row("read, differentiate and write", bytes => Differentiated(OnnxModel.Load(bytes)).ToBytes());
        report.Ratio("onnx.growth", times[1] / times[0]);
        report.Print();

        void Row(string what, Action<byte[]> action)
        {
            times = Timing.Alternate(Rounds, () => action(few), () => action(many));
            report.Row(what, $"{times[0]:F1}", $"{times[1]:F1}", $"{times[1] / times[0]:F1}");
        }
    }

    // Layers as they are exported: a product with a weight, a bias, an activation and a way around them.
    private static byte[] File(int nodes)
    {
        Value x = Value.Input(ElementType.Float, ["batch", 4], "x"), y = x;
        for (int i = 0; i < nodes / 4; i++)
        {
            Value w = Value.Constant(TensorData.Create<float>([4, 4], new float[16]), $"w{i}");
            Value b = Value.Constant(TensorData.Create<float>([4], new float[4]), $"b{i}");
            y = Op.Relu(Op.MatMul(y, w) + b) + y;
        }

        y.Name = "y";
        return new OnnxModel(new Graph([x], [y], name: "deep")).ToBytes();
    }

    private static OnnxModel Differentiated(OnnxModel model)
    {
        Value y = model.Graph.Outputs[0];
        IEnumerable<Value?> gradients = Differentiate.Gradient(y, [.. model.Graph.Constants]);
        return new(new Graph(model.Graph.Inputs, [y, .. gradients.OfType<Value>()], name: "deep"));
    }
}
