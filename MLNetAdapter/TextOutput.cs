namespace MLNetAdapter;

/// <summary>Texts, copied out of the tensor.</summary>
internal sealed class TextOutput(TensorColumn tensor) : OutputBuffer<string, ReadOnlyMemory<char>>(tensor)
{
    protected override void Copy(ReadOnlySpan<string> row, Span<ReadOnlyMemory<char>> destination)
    {
        for (int i = 0; i < row.Length; i++)
        {
            destination[i] = row[i].AsMemory();
        }
    }

    protected override double Number(string element) => string.GetHashCode(element, StringComparison.Ordinal);
}
