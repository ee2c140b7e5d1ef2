using Fluent;

namespace MLNetAdapter;

/// <summary>Texts, which a tensor keeps a copy of.</summary>
internal sealed class TextInput(TensorColumn tensor, int rows) : InputBuffer<ReadOnlyMemory<char>>(tensor)
{
    private ReadOnlyMemory<char>[] data = [];

    public override void Bind(Binding binding, int rows) => binding.Input(Tensor.Tensor.Name, data, Shape(rows));

    protected override void Store(int slot, ReadOnlySpan<ReadOnlyMemory<char>> items)
    {
        if (data.Length < rows * items.Length)
        {
            // The block is empty still: rows of one block have one length.
            data = new ReadOnlyMemory<char>[rows * items.Length];
        }

        items.CopyTo(data.AsSpan(slot * items.Length));
    }
}
