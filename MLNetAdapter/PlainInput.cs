using Fluent;

namespace MLNetAdapter;

/// <summary>An input whose items are the tensor's elements.</summary>
internal sealed class PlainInput<T>(TensorColumn tensor, int rows) : InputBuffer<T>(tensor)
    where T : unmanaged
{
    private readonly BoundInput<T> bound = new(tensor, rows);

    public override void Bind(Binding binding, int rows) => bound.Bind(binding, Shape(rows));

    protected override void Store(int slot, ReadOnlySpan<T> items) => items.CopyTo(bound.Slot(slot, items.Length));
}
