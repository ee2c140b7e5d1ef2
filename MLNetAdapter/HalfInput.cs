using System.Numerics.Tensors;
using Fluent;

namespace MLNetAdapter;

/// <summary>Half-precision tensors from columns of single precision, which is what ML.NET has.</summary>
internal sealed class HalfInput(TensorColumn tensor, int rows) : InputBuffer<float>(tensor)
{
    private readonly BoundInput<Half> bound = new(tensor, rows);

    public override void Bind(Binding binding, int rows) => bound.Bind(binding, Shape(rows));

    protected override void Store(int slot, ReadOnlySpan<float> items) =>
        TensorPrimitives.ConvertToHalf(items, bound.Slot(slot, items.Length));
}
