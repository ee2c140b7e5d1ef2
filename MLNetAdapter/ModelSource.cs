using Fluent;
using Microsoft.ML.Runtime;
using OnnxEmit;

namespace MLNetAdapter;

/// <summary>
/// A model's bytes and the session that they are opened in: one for all transformers of an estimator, opened when the first needs it and
/// closed when the last is disposed. The bytes stay, for saving: a file may have been replaced since it was read.
/// </summary>
internal sealed class ModelSource
{
    private readonly Lock gate = new();
    private readonly SessionSettings settings;
    private readonly OnnxModel? whole;
    private readonly ModelFormatException? notWhole;
    private Session? session;
    private int leases;
    private int runs;

    public ModelSource(ReadOnlyMemory<byte> bytes, FluentOptions options, string? folder = null)
    {
        Bytes = bytes;
        (whole, notWhole) = folder is null ? default : Whole(bytes, folder);
        settings = options.Settings(folder);
        session = Open();
        Inputs = session.Inputs;
        Outputs = session.Outputs;
    }

    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>What <see cref="SavedOptions"/> wrote into the model, or <c>null</c>.</summary>
    public string? Note => session?.Note(SavedOptions.Note);

    public IReadOnlyList<TensorInfo> Inputs { get; }

    public IReadOnlyList<TensorInfo> Outputs { get; }

    /// <summary>The device the model runs on, and why this one.</summary>
    public DeviceReport Report { get; private set; } = null!;

    /// <summary>Whether a run takes long enough for several threads to share the blocks of a cursor.</summary>
    public bool RunsLong { get; set; }

    /// <summary>How often the model was run: what tests count.</summary>
    public int Runs => runs;

    public static ModelSource FromFile(string path, FluentOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FluentTransformException("ApplyFluentModel", "an .onnx file that can be read", $"'{path}': {e.Message}", e);
        }

        return new(bytes, options, Path.GetDirectoryName(Path.GetFullPath(path)));
    }

    /// <summary>
    /// Writes the model with its external data inside and no tensors of half precision at its borders, and a note at its end: repeated
    /// fields of a message add up.
    /// </summary>
    public void WriteTo(Stream stream, string note)
    {
        if (notWhole is not null)
        {
            throw new FluentTransformException("Saving", "external data that can be carried inside", notWhole.Message, notWhole);
        }

        if (Inputs.Concat(Outputs).Any(tensor => tensor.ElementType is ElementType.Float16 or ElementType.BFloat16))
        {
            WriteWhole((whole ?? OnnxModel.Load(Bytes)).WithFloatInputsAndOutputs(), stream);
        }
        else if (whole is not null)
        {
            WriteWhole(whole, stream);
        }
        else
        {
            stream.Write(Bytes.Span);
        }

        if (Note != note)
        {
            OnnxModel.AppendMetadata(stream, new Dictionary<string, string> { [SavedOptions.Note] = note });
        }
    }

    /// <summary>Writes a model with its external data inside.</summary>
    public static void WriteWhole(OnnxModel model, Stream stream)
    {
        try
        {
            model.Write(stream);
        }
        catch (ModelFormatException e)
        {
            throw new FluentTransformException("Saving", "a model that fits into one file with its external data", e.Message, e);
        }
    }

    /// <summary>Tells a log which device the model got; one in place of another as a warning.</summary>
    public void LogTo(IHostEnvironment? environment)
    {
        if (environment is null)
        {
            return;
        }

        using IChannel channel = environment.Register("FluentModel").Start("Opening");
        if (Report.Missing is null)
        {
            channel.Info(MessageSensitivity.None, Report.ToString());
        }
        else
        {
            channel.Warning(MessageSensitivity.None, Report.ToString());
        }
    }

    /// <summary>Closes the session of a model that is not used.</summary>
    public void Close() => Lease().Dispose();

    /// <summary>Takes part in the session.</summary>
    public SessionLease Lease()
    {
        lock (gate)
        {
            session ??= Open();
            leases++;
            return new(this, session);
        }
    }

    public void Count() => Interlocked.Increment(ref runs);

    public void Release()
    {
        lock (gate)
        {
            if (--leases == 0)
            {
                session?.Dispose();
                session = null;
            }
        }
    }

    /// <summary>The model with its external data, mapped as they are now, or why they cannot be had; neither where it has none.</summary>
    private static (OnnxModel? Whole, ModelFormatException? NotWhole) Whole(ReadOnlyMemory<byte> bytes, string folder)
    {
        // The key of each reference to external data; where it stands for something else nothing is lost.
        if (bytes.Span.IndexOf("location"u8) < 0)
        {
            return default;
        }

        try
        {
            return (OnnxModel.Load(bytes, folder), null);
        }
        catch (ModelFormatException e)
        {
            // Whether it can be run is for ONNX Runtime to say.
            return (null, e);
        }
    }

    private Session Open()
    {
        try
        {
            Session opened = Session.FromBytes(Bytes, settings);
            Report = opened.Report;
            return opened;
        }
        catch (FluentRuntimeException e) when (e is not DeviceException)
        {
            throw new FluentTransformException("ApplyFluentModel", "an ONNX model", e.Message, e);
        }
    }
}

/// <summary>One transformer's part in the session of its model.</summary>
internal sealed class SessionLease(ModelSource source, Session session) : IDisposable
{
    private int disposed;

    public ModelSource Source => source;

    /// <summary>The session.</summary>
    /// <exception cref="ObjectDisposedException">The transformer was disposed.</exception>
    public Session Session
    {
        get
        {
            ObjectDisposedException.ThrowIf(Volatile.Read(ref disposed) != 0, typeof(FluentTransformer));
            return session;
        }
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 0)
        {
            source.Release();
        }
    }
}
