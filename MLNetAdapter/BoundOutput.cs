using Fluent;

namespace MLNetAdapter;

/// <summary>An output that ONNX Runtime writes to memory of ours where its size is known, and is read from its own where not.</summary>
internal abstract class BoundOutput<TElement, TItem>(TensorColumn tensor, int rows) : OutputBuffer<TElement, TItem>(tensor)
    where TElement : unmanaged
{
    private bool isKnown = tensor.RowSize >= 0;
    private readonly int capacity = rows;
    private int boundRows = -1;

    public sealed override void Bind(Binding binding, int rows)
    {
        if (!isKnown)
        {
            base.Bind(binding, rows);
        }
        else if (boundRows != rows)
        {
            if (Data.Length == 0)
            {
                Data = GC.AllocateUninitializedArray<TElement>(capacity * Tensor.RowSize, pinned: true);
            }

            binding.Output(Tensor.Tensor.Name, Tensor.Tensor.ElementType, Data.AsMemory(), Tensor.Shape(rows, Tensor.RowDims));
            boundRows = rows;
        }
    }

    public sealed override bool Open()
    {
        bool isNew = isKnown && Tensor.IsBatch;
        isKnown &= !isNew;
        return isNew;
    }

    public sealed override void Collect(Binding binding, int rows)
    {
        if (!isKnown)
        {
            base.Collect(binding, rows);
        }
    }
}
