using Fluent;

namespace MLNetAdapter;

/// <summary>Texts, which a tensor keeps a copy of.</summary>
internal sealed class TextInput(InputReader<ReadOnlyMemory<char>> reader, int rows) : InputBuffer(reader)
{
    private ReadOnlyMemory<char>[] data = [];

    public override void Store(int slot)
    {
        ReadOnlySpan<ReadOnlyMemory<char>> items = reader.Items;
        if (data.Length < rows * items.Length)
        {
            Array.Resize(ref data, rows * items.Length);
        }

        items.CopyTo(data.AsSpan(slot * items.Length));
    }

    public override void Bind(Binding binding, int first, int rows) =>
        binding.Input(Tensor.Tensor.Name, data.AsSpan(first * RowSize), Shape(rows));
}
