using System.Buffers;
using System.Globalization;
using System.Text;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using OnnxEmit.Protobuf;
using Testing;
using Kind = OnnxEmit.Protobuf.AttributeProto.Types.AttributeType;

namespace OnnxEmit.Tests.Protobuf;

/// <summary>Runs a case on ONNX Runtime and compares, with the tolerances of ONNX's own runner.</summary>
internal static class CaseRunner
{
    private const double Relative = 1e-3, Absolute = 1e-7;

    /// <summary>What is wrong; null where all outputs are as expected.</summary>
    public static string? Run(byte[] model, CaseValue[] inputs, CaseValue[] expected)
    {
        string[] names = [.. ModelProto.Parser.ParseFrom(model).Graph.Input.Take(inputs.Length).Select(input => input.Name)];
        using SessionOptions settings = new()
        {
            IntraOpNumThreads = 1,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        using InferenceSession session = new(WithoutEmpty(model, inputs), settings);
        List<MemoryHandle> pins = [];
        List<OrtValue> values = [];
        foreach (CaseValue input in inputs.Where(input => !input.IsEmpty))
            values.Add(ToOrtValue(input, pins));
        try
        {
            using RunOptions options = new();
            string[] present = [.. names.Where((_, i) => !inputs[i].IsEmpty)];
            using IDisposableReadOnlyCollection<OrtValue> actual = session.Run(options, present, values, session.OutputNames);
            return actual.Count != expected.Length
                ? $"{actual.Count} outputs instead of {expected.Length}"
                : expected.Select((output, i) => Compare(output, actual[i]) is { } difference ? $"output {i}: {difference}" : null).FirstOrDefault(d => d is not null);
        }
        finally
        {
            values.ForEach(value => value.Dispose());
            pins.ForEach(pin => pin.Dispose());
        }
    }

    // The API cannot feed an absent optional or an empty list, but a node can make one.
    private static byte[] WithoutEmpty(byte[] model, CaseValue[] inputs)
    {
        ModelProto proto = ModelProto.Parser.ParseFrom(model);
        for (int i = inputs.Length - 1; i >= 0; i--)
        {
            if (!inputs[i].IsEmpty)
                continue;
            ValueInfoProto input = proto.Graph.Input[i];
            proto.Graph.Node.Insert(0, inputs[i].IsSequence ? EmptySequence(input) : AbsentOptional(input));
            proto.Graph.Input.RemoveAt(i);
        }

        return proto.ToByteArray();
    }

    private static NodeProto EmptySequence(ValueInfoProto input)
    {
        int type = input.Type.SequenceType.ElemType.TensorType.ElemType;
        return new() { OpType = "SequenceEmpty", Output = { input.Name }, Attribute = { new AttributeProto { Name = "dtype", Type = Kind.Int, I = type } } };
    }

    private static NodeProto AbsentOptional(ValueInfoProto input)
    {
        TypeProto type = input.Type.OptionalType.ElemType;
        return new() { OpType = "Optional", Output = { input.Name }, Attribute = { new AttributeProto { Name = "type", Type = Kind.TypeProto, Tp = type } } };
    }

    private static OrtValue ToOrtValue(CaseValue value, List<MemoryHandle> pins)
    {
        if (!value.IsSequence)
            return ToOrtValue(value.Tensors![0], pins);
        List<OrtValue> items = [.. value.Tensors!.Select(tensor => ToOrtValue(tensor, pins))];
        return OrtValue.CreateSequence(items);
    }

    private static OrtValue ToOrtValue(TensorData data, List<MemoryHandle> pins)
    {
        if (data.ElementType != ElementType.String)
            return OnnxRunner.ToOrtValue(data, pins);
        OrtValue text = OrtValue.CreateTensorWithEmptyStrings(OrtAllocator.DefaultInstance, data.Dims);
        for (int i = 0; i < data.Strings.Length; i++)
            text.StringTensorSetElementAt(Encoding.UTF8.GetString(data.Strings[i]), i);
        return text;
    }

    private static string? Compare(CaseValue expected, OrtValue actual)
    {
        if (expected.Tensors is null)
            return null;
        if (!expected.IsSequence)
            return Compare(expected.Tensors[0], OnnxRunner.ToTensorData(actual));
        int count = actual.GetValueCount();
        if (count != expected.Tensors.Length)
            return $"{count} items instead of {expected.Tensors.Length}";
        for (int i = 0; i < count; i++)
        {
            using OrtValue item = actual.GetValue(i, OrtAllocator.DefaultInstance);
            if (Compare(expected.Tensors[i], OnnxRunner.ToTensorData(item)) is { } difference)
                return $"item {i}: {difference}";
        }

        return null;
    }

    private static string? Compare(TensorData expected, TensorData actual)
    {
        if (expected.ElementType != actual.ElementType || !expected.Dims.AsSpan().SequenceEqual(actual.Dims))
            return $"{actual} instead of {expected}";
        if (!expected.ElementType.IsFloat)
            return expected.Equals(actual) ? null : $"other elements of {expected}";
        double[] x = ToDoubles(expected), y = ToDoubles(actual);
        for (int i = 0; i < x.Length; i++)
        {
            bool same = x[i].Equals(y[i]) || Math.Abs(x[i] - y[i]) <= Absolute + (Relative * Math.Abs(x[i]));
            if (!same)
                return string.Create(CultureInfo.InvariantCulture, $"{y[i]} instead of {x[i]} at {i} of {expected}");
        }

        return null;
    }

    private static double[] ToDoubles(TensorData data) => data.ElementType switch
    {
        ElementType.Float => [.. data.AsSpan<float>().ToArray().Select(item => (double)item)],
        ElementType.Float16 => [.. data.AsSpan<Half>().ToArray().Select(item => (double)item)],
        ElementType.Double => data.AsSpan<double>().ToArray(),
        _ => throw new NotSupportedException($"{data.ElementType} as a number"),
    };
}
