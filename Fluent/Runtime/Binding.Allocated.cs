using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using OnnxEmit;

namespace Fluent;

/// <content>Texts, and outputs whose shape only the run tells: both are copied, for neither can look at the caller's memory.</content>
internal sealed partial class Binding
{
    /// <summary>Binds an input of texts to a copy of them.</summary>
    /// <exception cref="FluentRuntimeException">There is no such input, it has another type, or there are too few texts.</exception>
    public void Input(string name, ReadOnlySpan<ReadOnlyMemory<char>> texts, params ReadOnlySpan<long> shape)
    {
        TensorInfo port = session.Input(name);
        long count = 1;
        foreach (long size in shape)
        {
            count *= size;
        }

        if (port.ElementType is not ElementType.String || count > texts.Length)
        {
            throw new FluentRuntimeException(
                $"The model's input {port}", "elements of its type", $"{Describe(ElementType.String, shape)} with {texts.Length} texts");
        }

        OrtValue value = OrtValue.CreateTensorWithEmptyStrings(OrtAllocator.DefaultInstance, shape.ToArray());
        for (int i = 0; i < count; i++)
        {
            value.StringTensorSetElementAt(texts[i].Span, i);
        }

        Keep(port, "input", new BoundBuffer(ElementType.String, shape.ToArray(), value, owned: true));
    }

    /// <summary>Binds an output to memory that ONNX Runtime allocates in each run; <see cref="Read{T}"/> copies it out.</summary>
    public void Allocate(string name)
    {
        TensorInfo port = session.Output(name);
        Keep(port, "output", new BoundBuffer(port.ElementType, [], null, owned: true));
    }

    /// <summary>A copy of what the last run put into an output bound by <see cref="Allocate"/>.</summary>
    /// <param name="name">The output.</param>
    /// <param name="shape">The shape it got.</param>
    /// <param name="bits">The output's type where .NET has no name for it, and <typeparamref name="T"/> is its bits.</param>
    /// <exception cref="FluentRuntimeException">The output has another type, is not bound so, or nothing was run yet.</exception>
    public T[] Read<T>(string name, out long[] shape, ElementType? bits = null)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            TensorInfo port = session.Output(name);
            if (port.ElementType != (bits ?? ElementTypes.Of<T>()) || outputs.GetValueOrDefault(name) is not { Value: null })
            {
                string type = ElementTypes.Of<T>().ToString().ToLowerInvariant();
                throw new FluentRuntimeException($"Reading output {port}", "its type and an output bound by Allocate", type);
            }

            using IDisposableReadOnlyCollection<OrtValue> values = io.GetOutputValues();
            OrtValue value = values.ElementAt(Array.IndexOf(io.GetOutputNames(), name));
            shape = value.GetTensorTypeAndShape().Shape;
            return typeof(T) == typeof(string) ? (T[])(object)value.GetStringTensorAsArray() : Copy<T>(value);
        }
    }

    private static T[] Copy<T>(OrtValue value)
    {
        // Not GetTensorDataAsSpan<T>: it refuses Half, which has the bytes of float16.
        Span<byte> bytes = value.GetTensorMutableRawData();
        var copy = new T[value.GetTensorTypeAndShape().ElementCount];
        bytes.CopyTo(MemoryMarshal.CreateSpan(
            ref System.Runtime.CompilerServices.Unsafe.As<T, byte>(ref MemoryMarshal.GetArrayDataReference(copy)), bytes.Length));
        return copy;
    }
}
