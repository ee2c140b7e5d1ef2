using Fluent;

namespace MLNetAdapter;

/// <summary>An input whose items are the tensor's elements.</summary>
internal sealed class PlainInput<T>(TensorColumn tensor, int rows) : InputBuffer<T>(tensor)
    where T : unmanaged
{
    private T[] data = [];

    public override void Bind(Binding binding, int rows) => binding.Input(Tensor.Tensor.Name, data.AsMemory(), Shape(rows));

    protected override Span<T> Slot(int slot)
    {
        if (data.Length < rows * RowSize)
        {
            // The block is empty still: rows of one block have one length.
            data = GC.AllocateUninitializedArray<T>(rows * RowSize, pinned: true);
        }

        return data.AsSpan(slot * RowSize, RowSize);
    }
}
