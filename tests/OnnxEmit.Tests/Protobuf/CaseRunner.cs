using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Testing;

namespace OnnxEmit.Tests.Protobuf;

/// <summary>Runs a case on ONNX Runtime and compares, with the tolerances of ONNX's own runner.</summary>
internal static class CaseRunner
{
    private const double Relative = 1e-3, Absolute = 1e-7;

    /// <summary>What is wrong; null where all outputs are as expected.</summary>
    public static string? Run(byte[] model, CaseValue[] inputs, CaseValue[] expected)
    {
        CaseModel prepared = new(model, inputs, expected);
        using SessionOptions settings = new()
        {
            IntraOpNumThreads = 1,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        using InferenceSession session = new(prepared.Bytes, settings);
        List<MemoryHandle> pins = [];
        List<OrtValue> values = [];
        try
        {
            values.AddRange(prepared.Fed.Select(fed => ToOrtValue(fed.Value, pins)));
            using RunOptions options = new();
            using IDisposableReadOnlyCollection<OrtValue> actual =
                session.Run(options, [.. prepared.Fed.Select(fed => fed.Name)], values, session.OutputNames);
            for (int i = 0; i < expected.Length; i++)
            {
                CaseValue wanted = prepared.ExpectedIn(i) is { } other
                    ? new([OnnxRunner.ToTensorData(actual[other])], IsSequence: false)
                    : expected[i];
                if (Compare(wanted, actual[i]) is { } difference)
                    return $"output {i}: {difference}";
            }

            return null;
        }
        finally
        {
            values.ForEach(value => value.Dispose());
            pins.ForEach(pin => pin.Dispose());
        }
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
        ElementType.BFloat16 => [.. MemoryMarshal.Cast<byte, ushort>(data.Bytes.Span).ToArray()
            .Select(bits => (double)BitConverter.UInt32BitsToSingle((uint)bits << 16))],
        ElementType.Double => data.AsSpan<double>().ToArray(),
        _ => throw new NotSupportedException($"{data.ElementType} as a number"),
    };
}
