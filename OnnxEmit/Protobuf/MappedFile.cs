using System.Buffers;
using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;

namespace OnnxEmit.Protobuf;

/// <summary>A file as memory: pages are read when they are looked at. Released when no slice is in use any more.</summary>
internal sealed class MappedFile
{
    private readonly MemoryMappedViewAccessor? view;
    private readonly nint start;

    /// <summary>Maps an open file.</summary>
    /// <param name="file">The file; closed at the end, the mapping stays.</param>
    public MappedFile(SafeFileHandle file)
    {
        Length = RandomAccess.GetLength(file);
        if (Length == 0)
            return;                                    // an empty mapping does not exist
        using MemoryMappedFile map = MemoryMappedFile.CreateFromFile(
            file, mapName: null, capacity: 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        view = map.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        start = view.SafeMemoryMappedViewHandle.DangerousGetHandle() + (nint)view.PointerOffset;
    }

    /// <summary>The bytes of the file.</summary>
    public long Length { get; }

    /// <summary>A part of the file, which is inside it.</summary>
    public ReadOnlyMemory<byte> Slice(long offset, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Length - offset);
        return length == 0 ? default : new Part(this, offset, length).Memory;
    }

    private sealed unsafe class Part(MappedFile file, long offset, int length) : MemoryManager<byte>
    {
        public override Span<byte> GetSpan() => new((byte*)file.start + offset, length);

        public override MemoryHandle Pin(int elementIndex = 0) => new((byte*)file.start + offset + elementIndex, default, this);

        public override void Unpin()
        {
        }

        // The view has a handle of its own, which the last slice lets go.
        protected override void Dispose(bool disposing)
        {
        }
    }
}
