using Microsoft.ML.OnnxRuntime;

namespace Fluent;

/// <summary>
/// Finds out what device a request gives: the execution providers are listed first, then the provider's own libraries are loaded.
/// </summary>
/// <param name="providers">Lists the execution providers of the ONNX Runtime in this program.</param>
/// <param name="attachCuda">Loads the CUDA provider's libraries for a GPU.</param>
internal sealed class DeviceProbe(Func<IReadOnlyCollection<string>> providers, Action<int> attachCuda)
{
    private const string Gpu = "package Microsoft.ML.OnnxRuntime.Gpu in place of Microsoft.ML.OnnxRuntime";
    private const string Native = "package Microsoft.ML.OnnxRuntime (or Microsoft.ML.OnnxRuntime.Gpu) in the application's project";
    private const string Cuda = "NVIDIA's driver, CUDA or cuDNN in the versions this ONNX Runtime was built for";

    public static DeviceProbe OfThisProgram { get; } = new(
        static () => OrtEnv.Instance().GetAvailableProviders(),
        static id =>
        {
            using var options = new SessionOptions();
            options.AppendExecutionProvider_CUDA(id);
        });

    /// <summary>
    /// Whether <paramref name="exception"/> says that the native library of ONNX Runtime is absent or is another version.
    /// </summary>
    public static bool IsNativeMissing(Exception? exception) => exception switch
    {
        null => false,
        DllNotFoundException or BadImageFormatException or EntryPointNotFoundException => true,
        TypeInitializationException or TypeLoadException => IsNativeMissing(exception.InnerException),
        _ => false,
    };

    /// <summary>
    /// The report for a program in which the native library of ONNX Runtime cannot be loaded: the one error that names the package to
    /// add.
    /// </summary>
    public static DeviceReport NativeMissing(Device device, Exception exception) =>
        new(device, null, $"The native library of ONNX Runtime cannot be loaded: {FirstSentence(exception)}", Native);

    /// <summary>The report for a GPU whose libraries are there and that failed when a model was opened on it.</summary>
    public static DeviceReport CudaFailed(Device requested, Device? got, Exception exception) =>
        new(requested, got, $"CUDA cannot be used: {Sentence(exception)}", Cuda);

    /// <summary>What <paramref name="requested"/> gives, and the exception behind a refusal.</summary>
    public (DeviceReport Report, Exception? Cause) Resolve(Device requested)
    {
        IReadOnlyCollection<string> available;
        try
        {
            available = providers();
        }
        catch (Exception e) when (IsNativeMissing(e))
        {
            return (NativeMissing(requested, e), e);
        }

        if (requested.Kind is DeviceKind.Cpu)
        {
            return (new(requested, Device.Cpu, "The processor is always there."), null);
        }

        Device? otherwise = requested.Kind is DeviceKind.Auto ? Device.Cpu : null;
        if (!available.Contains("CUDAExecutionProvider"))
        {
            string why = $"The ONNX Runtime in this program has no CUDA; its execution providers are {string.Join(", ", available)}.";
            return (new(requested, otherwise, why, Gpu), null);
        }

        try
        {
            attachCuda(requested.Id);
        }
        catch (Exception e) when (e is OnnxRuntimeException || IsNativeMissing(e))
        {
            return (CudaFailed(requested, otherwise, e), e);
        }

        return (new(requested, Device.Cuda(requested.Id), "CUDA is there."), null);
    }

    // What follows the first sentence is every path the operating system looked at.
    private static string FirstSentence(Exception exception) =>
        Sentence(exception).Split([". ", "\n"], StringSplitOptions.None)[0].TrimEnd('.', ' ') + ".";

    private static string Sentence(Exception exception)
    {
        string text = exception.GetBaseException().Message.Trim();
        return text.EndsWith('.') ? text : text + ".";
    }
}
