using System.Buffers;
using System.Security.Cryptography;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using OnnxEmit;

namespace Testing;

/// <summary>Runs graphs on stock ONNX Runtime: the oracle of every operator test.</summary>
public static class OnnxRunner
{
    /// <summary>The opset of training graphs, where most tests run.</summary>
    public const int Opset = 21;

    /// <summary>Writes the graph, loads it and runs it.</summary>
    public static TensorData[] Run(Graph graph, IReadOnlyDictionary<string, TensorData> feeds, int opset = Opset)
    {
        using GraphSession session = new(graph, opset);
        return session.Run(feeds);
    }

    internal static OrtValue ToOrtValue(TensorData data, List<MemoryHandle> pins)
    {
        MemoryHandle handle = data.Bytes.Pin();
        pins.Add(handle);
        unsafe
        {
            return OrtValue.CreateTensorValueWithData(
                OrtMemoryInfo.DefaultInstance, (TensorElementType)(int)data.ElementType, data.Dims, (nint)handle.Pointer,
                    data.Bytes.Length);
        }
    }

    internal static TensorData ToTensorData(OrtValue value)
    {
        OrtTensorTypeAndShapeInfo info = value.GetTensorTypeAndShape();
        ElementType type = (ElementType)(int)info.ElementDataType;
        if (type == ElementType.String)
            return new(info.Shape, [.. value.GetStringTensorAsArray().Select(System.Text.Encoding.UTF8.GetBytes)]);
        return new(type, info.Shape, value.GetTensorMutableRawData().ToArray());
    }
}

/// <summary>One loaded graph, to be run often.</summary>
public sealed class GraphSession : IDisposable
{
    private readonly InferenceSession session;
    private readonly RunOptions options = new();

    /// <summary>Writes the graph and loads it, on one thread.</summary>
    public GraphSession(Graph graph, int opset = OnnxRunner.Opset)
        : this(new OnnxModel(graph) { Opset = opset, IrVersion = opset >= 21 ? 10 : 8 }.ToBytes())
    {
    }

    /// <summary>Loads a model, on one thread.</summary>
    public GraphSession(byte[] model)
    {
        Keep(model);
        using SessionOptions settings = new() { IntraOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        session = new(model, settings);
    }

    /// <summary>Runs it; the outputs come in the graph's order.</summary>
    public TensorData[] Run(IReadOnlyDictionary<string, TensorData> feeds)
    {
        List<MemoryHandle> pins = [];
        string[] names = [.. session.InputNames];
        OrtValue[] inputs = [.. names.Select(name => OnnxRunner.ToOrtValue(feeds[name], pins))];
        try
        {
            using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(options, names, inputs, session.OutputNames);
            return [.. outputs.Select(OnnxRunner.ToTensorData)];
        }
        finally
        {
            Array.ForEach(inputs, input => input.Dispose());
            pins.ForEach(pin => pin.Dispose());
        }
    }

    // Where FLUENT_EXPORTS names a folder every file is left there for the onnx checker, once each.
    private static void Keep(byte[] model)
    {
        if (Environment.GetEnvironmentVariable("FLUENT_EXPORTS") is { } folder)
            File.WriteAllBytes(Path.Combine(folder, $"{Convert.ToHexString(SHA256.HashData(model))[..24]}.onnx"), model);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        session.Dispose();
        options.Dispose();
    }
}
