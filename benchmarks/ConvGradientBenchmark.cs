using OnnxEmit;
using TorchSharp;

namespace Benchmarks;

/// <summary>The gradient of a convolution's weights against PyTorch's, over kinds of convolutions, on one thread.</summary>
internal static class ConvGradientBenchmark
{
    private const int Rounds = 15;
    private const float Tolerance = 5e-3f;                       // of sums of up to 40,000 products

    private static readonly Case[] Cases =
    [
        new("A", "3x3", [64, 32, 26, 26], [64, 32, 3, 3]),
        new("B", "3x3, padded", [8, 64, 56, 56], [64, 64, 3, 3], Pad: 1),
        new("C", "3x3 of one channel", [32, 1, 28, 28], [32, 1, 3, 3]),
        new("D", "1x1", [32, 256, 14, 14], [64, 256, 1, 1]),
        new("E", "3x3, stride 2", [32, 64, 28, 28], [128, 64, 3, 3], Stride: 2),
        new("F", "3x3, depthwise", [32, 96, 28, 28], [96, 1, 3, 3], Group: 96),
        new("G", "3x3, 4 groups", [32, 64, 28, 28], [64, 16, 3, 3], Group: 4),
        new("H", "7x7 of 3 channels, stride 2", [16, 3, 64, 64], [32, 3, 7, 7], Stride: 2),
    ];

    public static void Run()
    {
        Report report = new("Gradient of a convolution's weights, milliseconds", "line", "convolution", "ours", "TorchSharp", "ratio");
        foreach (Case c in Cases)
        {
            (double mine, double theirs) = Measure(c);
            report.Row(c.Name, c.Text, $"{mine:F2}", $"{theirs:F2}", $"{mine / theirs:F2}");
            report.Ratio($"onnx.conv.{c.Name}", mine / theirs);
        }

        report.Print();
    }

    private static (double Mine, double Theirs) Measure(Case c)
    {
        Value x = Value.Input(ElementType.Float, Shape.Of(c.X), "x"), w = Value.Input(ElementType.Float, Shape.Of(c.W), "w");
        Value y = Op.Conv(x, w, strides: [c.Stride, c.Stride], pads: [c.Pad, c.Pad, c.Pad, c.Pad], group: c.Group);
        Value dY = Value.Input(y.ElementType, y.Shape, "dy");
        float[] xs = GraphRun.Numbers(1, c.X), dYs = GraphRun.Numbers(2, y.Shape.ToSizes());
        using GraphRun ours = new([(x, xs), (dY, dYs)], [Differentiate.Gradient(y, [w], dY)[0]!]);

        using DisposeScope scope = torch.NewDisposeScope();
        torch.Tensor tw = torch.rand(c.W, requires_grad: true), tdY = torch.tensor(dYs).reshape(y.Shape.ToSizes());
        torch.Tensor ty = torch.nn.functional.conv2d(
            torch.tensor(xs).reshape(c.X), tw, null, [c.Stride, c.Stride], [c.Pad, c.Pad], [1, 1], c.Group);
        ours.Run();
        using (torch.Tensor expected = Torch())
            Check(c, ours.Outputs[0], expected.contiguous().data<float>().ToArray());
        double[] times = Timing.Alternate(Timing.ProcessorMilliseconds, Rounds, ours.Run, () => Torch().Dispose());
        return (times[0], times[1]);

        torch.Tensor Torch() => torch.autograd.grad([ty], [tw], [tdY], retain_graph: true)[0];
    }

    private static void Check(Case c, float[] actual, float[] expected)
    {
        float worst = actual.Zip(expected, (a, b) => Math.Abs(a - b)).Max();
        if (!(worst <= Tolerance))
            throw new InvalidOperationException($"The gradient of {c.Name} differs from TorchSharp's by {worst}.");
    }

    private sealed record Case(string Name, string Text, long[] X, long[] W, long Pad = 0, long Stride = 1, long Group = 1);
}
