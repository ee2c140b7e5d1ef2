using OnnxEmit;

namespace Benchmarks;

/// <summary>How the time of inferring types and of differentiating grows with the nodes of a graph.</summary>
internal static class GrowthBenchmark
{
    private const int Few = 1_000, Many = 10_000, Rounds = 15;

    public static void Run()
    {
        Report report = new("Graphs of 1,000 and 10,000 nodes, milliseconds of processor time", "what", "1,000", "10,000", "ratio");
        Dictionary<int, byte[]> files = new() { [Few] = File(Few), [Many] = File(Many) };
        Dictionary<int, Graph> graphs = files.ToDictionary(f => f.Key, f => OnnxModel.Load(f.Value).Graph);
        Row("read", nodes => OnnxModel.Load(files[nodes]));
        Row("infer types", nodes => Infer(graphs[nodes]));
        Row("differentiate", nodes => Differentiated(graphs[nodes]));
        report.Ratio("onnx.growth", Row("infer types and differentiate", nodes =>
        {
            Infer(graphs[nodes]);
            Differentiated(graphs[nodes]);
        }));
        report.Print();

        double Row(string what, Action<int> action)
        {
            (double part, double whole, double ratio) = Timing.Growth(Rounds, action, Few);
            report.Row(what, $"{part:F1}", $"{whole:F1}", $"{ratio:F1}");
            return ratio;
        }
    }

    private static void Infer(Graph graph)
    {
        foreach (Operator op in graph.Operators)
            _ = op.With(op.Inputs).Outputs;
    }

    private static void Differentiated(Graph graph) => Differentiate.Gradient(graph.Outputs[0], [.. graph.Constants]);

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
}
