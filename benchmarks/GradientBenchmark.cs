using TorchSharp;

namespace Benchmarks;

/// <summary>Gradients as graphs of ONNX operators against PyTorch's own kernels.</summary>
internal static class GradientBenchmark
{
    public static void Run()
    {
        if (TorchTraining.Missing() is { } missing)
        {
            Console.WriteLine(missing);
            return;
        }

        torch.set_num_threads(1);
        ConvGradientBenchmark.Run();
        MaxPoolBenchmark.Run();
    }
}
