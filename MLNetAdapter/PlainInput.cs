namespace MLNetAdapter;

/// <summary>An input whose items are the tensor's elements.</summary>
internal sealed class PlainInput<T>(InputReader<T> reader, int rows) : InputBuffer<T, T>(reader, rows)
    where T : unmanaged
{
    protected override void Copy(ReadOnlySpan<T> items, Span<T> elements) => items.CopyTo(elements);
}
