namespace Benchmarks;

/// <summary>Files and graphs of ONNX: what reading, writing and differentiating them costs.</summary>
internal static class OnnxBenchmark
{
    public static int Run()
    {
        GradientBenchmark.Run();
        return 0;
    }
}
