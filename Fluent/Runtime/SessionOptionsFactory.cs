using Microsoft.ML.OnnxRuntime;

namespace Fluent;

/// <summary>ONNX Runtime's options for <see cref="SessionSettings"/>.</summary>
internal static class SessionOptionsFactory
{
    public static SessionOptions Create(SessionSettings settings, Device device)
    {
        var options = new SessionOptions
        {
            GraphOptimizationLevel = settings.Training ? GraphOptimizationLevel.ORT_ENABLE_EXTENDED : GraphOptimizationLevel.ORT_ENABLE_ALL,
            // What goes wrong is thrown with its text; the native library's copy of it on stderr would be noise in the user's program.
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        try
        {
            if (settings.Training)
            {
                options.AddSessionConfigEntry("session.set_denormal_as_zero", "1");
            }

            if (settings.IntraOpThreads is { } threads)
            {
                options.IntraOpNumThreads = threads;
            }

            if (settings.ExternalDataFolder is { } folder)
            {
                options.AddSessionConfigEntry("session.model_external_initializers_file_folder_path", folder);
            }

            if (device.Kind is DeviceKind.Cuda)
            {
                options.AppendExecutionProvider_CUDA(device.Id);
            }

            return options;
        }
        catch
        {
            options.Dispose();
            throw;
        }
    }
}
