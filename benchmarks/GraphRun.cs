using Microsoft.ML.OnnxRuntime;
using OnnxEmit;

namespace Benchmarks;

/// <summary>A graph on one thread of ONNX Runtime, as training opens it, bound to numbers of its own.</summary>
internal sealed class GraphRun : IDisposable
{
    private readonly RunOptions options = new();
    private readonly InferenceSession session;
    private readonly OrtIoBinding binding;

    public GraphRun(IReadOnlyList<(Value Value, float[] Numbers)> inputs, IReadOnlyList<Value> outputs)
    {
        foreach ((int i, Value output) in outputs.Index())
            output.Name = $"y{i}";
        Graph graph = PassPipeline.AfterDifferentiation(new(inputs.Select(i => i.Value), outputs));
        using SessionOptions settings = new()
        {
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_EXTENDED,
            IntraOpNumThreads = 1,
        };
        session = new(new OnnxModel(graph) { Opset = 18, IrVersion = 10 }.ToBytes(), settings);
        binding = session.CreateIoBinding();
        foreach ((Value value, float[] numbers) in inputs)
            binding.BindInput(value.Name!, OrtValue.CreateTensorValueFromMemory(numbers, value.Shape.ToSizes()));
        foreach ((int i, Value output) in outputs.Index())
        {
            float[] numbers = new float[output.Shape.Elements.Size!.Value];
            Outputs.Add(numbers);
            binding.BindOutput($"y{i}", OrtValue.CreateTensorValueFromMemory(numbers, output.Shape.ToSizes()));
        }
    }

    /// <summary>The outputs of the last run.</summary>
    public List<float[]> Outputs { get; } = [];

    public void Run() => session.RunWithBinding(options, binding);

    public void Dispose()
    {
        binding.Dispose();
        session.Dispose();
        options.Dispose();
    }

#pragma warning disable CA5394 // No secrets here.
    /// <summary>Even from −1 to 1, the same in every run.</summary>
    public static float[] Numbers(int seed, long[] sizes)
    {
        Random random = new(seed);
        float[] numbers = new float[sizes.Aggregate(1L, (product, d) => product * d)];
        for (int i = 0; i < numbers.Length; i++)
            numbers[i] = (2 * random.NextSingle()) - 1;
        return numbers;
    }
#pragma warning restore CA5394
}
