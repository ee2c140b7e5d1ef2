using System.Buffers;

namespace OnnxEmit.Protobuf;

/// <summary>What all messages are written with: numbers as seven bits to a byte, the low ones first.</summary>
internal static class Wire
{
    public static void WriteVarint(IBufferWriter<byte> output, ulong value)
    {
        Span<byte> span = output.GetSpan(10);
        int length = 0;
        for (; value >= 0x80; value >>= 7)
            span[length++] = (byte)(value | 0x80);
        span[length++] = (byte)value;
        output.Advance(length);
    }
}
