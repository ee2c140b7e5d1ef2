using Fluent;

namespace MLNetAdapter;

/// <summary>Memory of ours that rows are gathered in and ONNX Runtime reads.</summary>
internal sealed class BoundInput<T>(TensorColumn tensor, int rows)
    where T : unmanaged
{
    private T[] data = [];
    private long[]? boundShape;

    /// <summary>Where a row goes.</summary>
    public Span<T> Slot(int slot, int rowSize)
    {
        if (data.Length < rows * rowSize)
        {
            // The block is empty still: rows of one block have one length.
            data = GC.AllocateUninitializedArray<T>(rows * rowSize, pinned: true);
            boundShape = null;
        }

        return data.AsSpan(slot * rowSize, rowSize);
    }

    public void Bind(Binding binding, long[] shape)
    {
        if (!ReferenceEquals(boundShape, shape))
        {
            binding.Input(tensor.Tensor.Name, data.AsMemory(), shape);
            boundShape = shape;
        }
    }
}
