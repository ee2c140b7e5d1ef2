using Fluent;

namespace MLNetAdapter;

/// <summary>Texts, which a tensor keeps a copy of.</summary>
internal sealed class TextInput(TensorColumn tensor, int rows) : InputBuffer<ReadOnlyMemory<char>>(tensor)
{
    private ReadOnlyMemory<char>[] data = [];

    public override void Bind(Binding binding, int rows) => binding.Input(Tensor.Tensor.Name, data, Shape(rows));

    protected override Span<ReadOnlyMemory<char>> Slot(int slot)
    {
        if (data.Length < rows * RowSize)
        {
            data = new ReadOnlyMemory<char>[rows * RowSize];
        }

        return data.AsSpan(slot * RowSize, RowSize);
    }
}
