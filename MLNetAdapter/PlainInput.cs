using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MLNetAdapter;

/// <summary>An input whose items are the tensor's elements.</summary>
internal sealed class PlainInput<T>(InputReader<T> reader, int rows) : InputBuffer<T, T>(reader, rows)
    where T : unmanaged
{
    private bool mayBeInPlace;
    private bool isInPlace;

    public override void ReadInPlace() => mayBeInPlace = true;

    public override void Store(int slot)
    {
        if (isInPlace && Unsafe.AreSame(in MemoryMarshal.GetReference(Reader.Items), in MemoryMarshal.GetArrayDataReference(Data)))
        {
            return;
        }

        if (isInPlace)
        {
            // The column gave other memory for it, and writes to this when it likes.
            Release();
            (isInPlace, mayBeInPlace) = (false, false);
        }

        base.Store(slot);
        isInPlace = mayBeInPlace && Reader.TryReadInto(Data);
    }

    protected override void Copy(ReadOnlySpan<T> items, Span<T> elements) => items.CopyTo(elements);
}
