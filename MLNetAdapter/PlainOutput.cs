namespace MLNetAdapter;

/// <summary>An output whose elements are the column's items.</summary>
internal sealed class PlainOutput<T>(TensorColumn tensor, int rows) : BoundOutput<T, T>(tensor, rows)
    where T : unmanaged
{
    protected override void Copy(ReadOnlySpan<T> row, Span<T> destination) => row.CopyTo(destination);

    protected override double Number(T element) => element is bool truth ? (truth ? 1 : 0) : Convert.ToDouble(element);
}
