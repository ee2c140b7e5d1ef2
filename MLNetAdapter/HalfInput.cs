using System.Numerics.Tensors;
using Fluent;

namespace MLNetAdapter;

/// <summary>Half-precision tensors from columns of single precision, which is what ML.NET has.</summary>
internal sealed class HalfInput(TensorColumn tensor, int rows) : InputBuffer<float>(tensor)
{
    private Half[] data = [];
    private float[] row = [];

    public override void Bind(Binding binding, int rows) => binding.Input(Tensor.Tensor.Name, data.AsMemory(), Shape(rows));

    protected override Span<float> Slot(int slot)
    {
        if (data.Length < rows * RowSize)
        {
            data = GC.AllocateUninitializedArray<Half>(rows * RowSize, pinned: true);
            row = new float[RowSize];
        }

        return row.AsSpan(0, RowSize);
    }

    protected override void Stored(int slot) =>
        TensorPrimitives.ConvertToHalf(row.AsSpan(0, RowSize), data.AsSpan(slot * RowSize, RowSize));
}
