using System.Buffers;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using OnnxEmit;

namespace Fluent;

/// <summary>
/// A tensor bound to an input or output of a <see cref="Binding"/>: keeps the memory pinned, and the native value that looks at it alive.
/// </summary>
internal class BoundBuffer(ElementType type, long[] shape, OrtValue? value, bool owned) : IDisposable
{
    /// <summary>The native value, or <c>null</c> for an output that ONNX Runtime allocates.</summary>
    public OrtValue? Value => value;

    public ElementType Type => type;

    public long[] Shape => shape;

    /// <summary>Whether the value looks at memory of ours, and not at a value the caller gave.</summary>
    public bool Owned => owned;

    public virtual void Dispose()
    {
        if (owned)
        {
            value?.Dispose();
        }
    }
}

/// <summary>A tensor over memory of the caller.</summary>
internal sealed class BoundBuffer<T> : BoundBuffer
    where T : unmanaged
{
    private MemoryHandle pin;

    private BoundBuffer(Memory<T> memory, MemoryHandle handle, ElementType type, long[] shape, OrtValue value)
        : base(type, shape, value, owned: true)
    {
        Memory = memory;
        pin = handle;
    }

    public Memory<T> Memory { get; }

    public static unsafe BoundBuffer<T> Over(Memory<T> memory, ElementType type, ReadOnlySpan<long> shape)
    {
        MemoryHandle handle = memory.Pin();
        try
        {
            long[] sizes = shape.ToArray();
            long bytes = (long)memory.Length * sizeof(T);
            OrtValue value = OrtValue.CreateTensorValueWithData(
                OrtMemoryInfo.DefaultInstance, (TensorElementType)(int)type, sizes, (nint)handle.Pointer, bytes);
            return new(memory, handle, type, sizes, value);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>Whether binding these again would change nothing.</summary>
    public bool Is(Memory<T> memory, ElementType type, ReadOnlySpan<long> shape) =>
        Memory.Equals(memory) && Type == type && shape.SequenceEqual(Shape);

    public override void Dispose()
    {
        base.Dispose();
        pin.Dispose();
    }
}
