using System.Runtime.InteropServices;

namespace MLNetAdapter;

/// <summary>Bfloat16 tensors, the upper halves of single precision, from columns of single precision, which is what ML.NET has.</summary>
internal sealed class BrainInput(InputReader<float> reader, int rows) : InputBuffer<ushort, float>(reader, rows)
{
    protected override void Copy(ReadOnlySpan<float> items, Span<ushort> elements)
    {
        ReadOnlySpan<uint> bits = MemoryMarshal.Cast<float, uint>(items);
        for (int i = 0; i < bits.Length; i++)
        {
            // To the nearest, to even where two are; a NaN stays one whatever its lower bits are.
            uint rounded = bits[i] + 0x7FFF + ((bits[i] >> 16) & 1);
            elements[i] = (ushort)((float.IsNaN(items[i]) ? bits[i] | 0x40_0000 : rounded) >> 16);
        }
    }
}
