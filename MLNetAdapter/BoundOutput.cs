using Fluent;

namespace MLNetAdapter;

/// <summary>Memory of ours that an output of known size is written to.</summary>
internal sealed class BoundOutput<T>(TensorColumn tensor, int rows)
    where T : unmanaged
{
    private readonly T[] data = tensor.RowSize < 0 ? [] : GC.AllocateUninitializedArray<T>(rows * tensor.RowSize, pinned: true);
    private int boundRows = -1;

    public bool IsKnown => tensor.RowSize >= 0;

    public T[] Bind(Binding binding, int rows)
    {
        if (boundRows != rows)
        {
            binding.Output(tensor.Tensor.Name, data.AsMemory(), tensor.Shape(rows, tensor.RowDims));
            boundRows = rows;
        }

        return data;
    }
}
