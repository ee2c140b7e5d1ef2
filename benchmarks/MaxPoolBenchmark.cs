using OnnxEmit;
using TorchSharp;

namespace Benchmarks;

/// <summary>Maximum pooling by windows that lie side by side, forward and backward, against PyTorch's, on one thread.</summary>
internal static class MaxPoolBenchmark
{
    private const int Rounds = 15;
    private static readonly long[] Sizes = [64, 32, 26, 26];

    public static void Run()
    {
        Value x = Value.Input(ElementType.Float, Shape.Of(Sizes), "x"), y = Op.MaxPool(x, [2, 2], strides: [2, 2]);
        Value dY = Value.Input(y.ElementType, y.Shape, "dy");
        float[] xs = GraphRun.Numbers(1, Sizes), dYs = GraphRun.Numbers(2, y.Shape.ToSizes());
        using GraphRun ours = new([(x, xs), (dY, dYs)], [y, Differentiate.Gradient(y, [x], dY)[0]!]);

        using DisposeScope scope = torch.NewDisposeScope();
        torch.Tensor tx = torch.tensor(xs, requires_grad: true).reshape(Sizes), tdY = torch.tensor(dYs).reshape(y.Shape.ToSizes());
        ours.Run();
        using (torch.Tensor expected = Torch())
        {
            if (!ours.Outputs[1].SequenceEqual(expected.contiguous().data<float>().ToArray()))
                throw new InvalidOperationException("The gradient of MaxPool differs from TorchSharp's.");
        }

        double[] times = Timing.Alternate(Timing.ProcessorMilliseconds, Rounds, ours.Run, () => Torch().Dispose());
        Report report = new("2x2 maximum pooling, forward and backward, milliseconds", "ours", "TorchSharp", "ratio");
        report.Row($"{times[0]:F2}", $"{times[1]:F2}", $"{times[0] / times[1]:F2}");
        report.Ratio("onnx.maxpool", times[0] / times[1]);
        report.Print();

        torch.Tensor Torch()
        {
            using torch.Tensor result = torch.nn.functional.max_pool2d(tx, [2, 2]);
            return torch.autograd.grad([result], [tx], [tdY])[0];
        }
    }
}
