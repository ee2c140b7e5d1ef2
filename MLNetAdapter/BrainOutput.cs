namespace MLNetAdapter;

/// <summary>Bfloat16 tensors, the upper halves of single precision, into columns of single precision.</summary>
internal sealed class BrainOutput(TensorColumn tensor, int rows) : BoundOutput<ushort, float>(tensor, rows)
{
    protected override void Copy(ReadOnlySpan<ushort> row, Span<float> destination)
    {
        for (int i = 0; i < row.Length; i++)
        {
            destination[i] = BitConverter.UInt32BitsToSingle((uint)row[i] << 16);
        }
    }

    protected override double Number(ushort element) => BitConverter.UInt32BitsToSingle((uint)element << 16);
}
