using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace Fluent;

/// <summary>
/// A model opened by ONNX Runtime, to be run through a <see cref="Binding"/>. Safe to share between threads, each with a binding of its
/// own. Disposing it never disturbs a run that is under way: the native session goes when the last run and the last binding have ended,
/// and a later use is an <see cref="ObjectDisposedException"/>.
/// </summary>
internal sealed class Session : IDisposable
{
    private readonly SessionHandle handle;
    private readonly Dictionary<string, TensorInfo> inputs;
    private readonly Dictionary<string, TensorInfo> outputs;
    private volatile bool disposed;

    private Session(InferenceSession session, long bytes, DeviceReport report)
    {
        Report = report;
        Inputs = [.. session.InputNames.Select(name => TensorInfo.From(name, session.InputMetadata[name]))];
        Outputs = [.. session.OutputNames.Select(name => TensorInfo.From(name, session.OutputMetadata[name]))];
        inputs = Inputs.ToDictionary(tensor => tensor.Name);
        outputs = Outputs.ToDictionary(tensor => tensor.Name);
        handle = new SessionHandle(session, bytes);
    }

    /// <summary>The inputs in the graph's order, without initializers.</summary>
    public IReadOnlyList<TensorInfo> Inputs { get; }

    /// <summary>The outputs in the graph's order.</summary>
    public IReadOnlyList<TensorInfo> Outputs { get; }

    /// <summary>The device that runs the model, and why this one.</summary>
    public DeviceReport Report { get; }

    /// <summary>Whether <see cref="Dispose"/> was called.</summary>
    public bool IsDisposed => disposed;

    /// <summary>Opens a model of at most 2 GB held in memory, which is not referenced any more afterwards.</summary>
    /// <exception cref="DeviceException">The device cannot be had.</exception>
    /// <exception cref="FluentRuntimeException">The bytes are no model that ONNX Runtime runs.</exception>
    public static Session FromBytes(ReadOnlyMemory<byte> model, SessionSettings? settings = null)
    {
        byte[] bytes = MemoryMarshal.TryGetArray(model, out ArraySegment<byte> part) && part.Offset == 0 && part.Count == part.Array!.Length
            ? part.Array
            : model.ToArray();
        return Create($"the model of {bytes.Length} bytes", bytes.Length, settings, options => new InferenceSession(bytes, options));
    }

    /// <summary>Opens a model file; its external data lie beside it.</summary>
    /// <exception cref="DeviceException">The device cannot be had.</exception>
    /// <exception cref="FluentRuntimeException">The file cannot be read or is no model that ONNX Runtime runs.</exception>
    public static Session FromFile(string path, SessionSettings? settings = null) => File.Exists(path)
        ? Create($"the model file '{path}'", new FileInfo(path).Length, settings, options => new InferenceSession(path, options))
        : throw new FluentRuntimeException("A session", "a model file", $"'{path}', which does not exist");

    /// <summary>A note in the model's metadata, or <c>null</c>.</summary>
    public string? Note(string key)
    {
        InferenceSession native = Enter();
        try
        {
            return native.ModelMetadata.CustomMetadataMap.GetValueOrDefault(key);
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>The input called <paramref name="name"/>.</summary>
    /// <exception cref="FluentRuntimeException">There is none.</exception>
    public TensorInfo Input(string name) => inputs.GetValueOrDefault(name) ?? throw Unknown(Inputs, name, "input");

    /// <summary>The output called <paramref name="name"/>.</summary>
    /// <exception cref="FluentRuntimeException">There is none.</exception>
    public TensorInfo Output(string name) => outputs.GetValueOrDefault(name) ?? throw Unknown(Outputs, name, "output");

    /// <inheritdoc/>
    public void Dispose()
    {
        // A SafeHandle with users left would still let new ones in.
        disposed = true;
        handle.Dispose();
    }

    /// <summary>Adds a user; <see cref="Leave"/> ends it.</summary>
    internal InferenceSession Enter()
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        return handle.Enter();
    }

    internal void Leave() => handle.DangerousRelease();

    private static FluentRuntimeException Unknown(IReadOnlyList<TensorInfo> all, string name, string role) =>
        new("The model", $"{role}s {string.Join(", ", all)}", $"'{name}'");

    private static Session Create(string what, long bytes, SessionSettings? settings, Func<SessionOptions, InferenceSession> open)
    {
        settings ??= SessionSettings.Default;
        (DeviceReport report, Exception? cause) = DeviceProbe.OfThisProgram.Resolve(settings.Device);
        Device device = report.Got ?? throw new DeviceException(report, cause);
        try
        {
            return Open(device, report);
        }
        catch (OnnxRuntimeException e) when (device.Kind is DeviceKind.Cuda && IsOfDevice(e))
        {
            report = DeviceProbe.CudaFailed(settings.Device, settings.Device.Kind is DeviceKind.Auto ? Device.Cpu : null, e);
            return report.Got is { } other ? Open(other, report) : throw new DeviceException(report, e);
        }

        Session Open(Device on, DeviceReport why)
        {
            try
            {
                using SessionOptions options = SessionOptionsFactory.Create(settings, on);
                return new Session(open(options), bytes, why);
            }
            catch (Exception e) when (DeviceProbe.IsNativeMissing(e))
            {
                throw new DeviceException(DeviceProbe.NativeMissing(settings.Device, e), e);
            }
            catch (Exception e) when (e is OverflowException or OnnxRuntimeException && !(on.Kind is DeviceKind.Cuda && IsOfDevice(e)))
            {
                throw new FluentRuntimeException("A session", "an ONNX model that ONNX Runtime can run", $"{what}: {e.Message}", e);
            }
        }
    }

    private static bool IsOfDevice(Exception e) =>
        e.Message.Contains("CUDA", StringComparison.OrdinalIgnoreCase) || e.Message.Contains("cudnn", StringComparison.OrdinalIgnoreCase)
        || e.Message.Contains("cublas", StringComparison.OrdinalIgnoreCase);
}
