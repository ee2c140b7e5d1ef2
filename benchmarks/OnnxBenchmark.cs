using TorchSharp;

namespace Benchmarks;

/// <summary>Formulations of gradients in ONNX operators against PyTorch's own kernels.</summary>
internal static class OnnxBenchmark
{
    public static int Run()
    {
        if (TorchTraining.Missing() is { } missing)
        {
            Console.WriteLine(missing);
            return 1;
        }

        torch.set_num_threads(1);
        ConvGradientBenchmark.Run();
        MaxPoolBenchmark.Run();
        return 0;
    }
}
