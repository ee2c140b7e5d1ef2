using Fluent;

namespace MLNetAdapter;

/// <summary>An output whose elements are the column's items; ONNX Runtime writes it where its size is known.</summary>
internal sealed class PlainOutput<T>(TensorColumn tensor, int rows) : OutputBuffer<T, T>(tensor)
    where T : unmanaged
{
    private readonly BoundOutput<T> bound = new(tensor, rows);

    public override void Bind(Binding binding, int rows)
    {
        if (bound.IsKnown)
        {
            Data = bound.Bind(binding, rows);
        }
        else
        {
            base.Bind(binding, rows);
        }
    }

    public override void Collect(Binding binding, int rows)
    {
        if (!bound.IsKnown)
        {
            base.Collect(binding, rows);
        }
    }

    protected override void Copy(ReadOnlySpan<T> row, Span<T> destination) => row.CopyTo(destination);

    protected override double Number(T element) => element is bool truth ? (truth ? 1 : 0) : Convert.ToDouble(element);
}
