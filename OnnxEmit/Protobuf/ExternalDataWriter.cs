using System.Globalization;

namespace OnnxEmit.Protobuf;

/// <summary>Lays out the tensors that go to a file of their own.</summary>
/// <param name="location">The name of that file, beside the model.</param>
internal sealed class ExternalDataWriter(string location)
{
    private const int Alignment = 4096;                // so that a runtime can map each tensor
    private const int Smallest = 1024;                 // below, a reference costs more than it saves
    private readonly List<ReadOnlyMemory<byte>> parts = [];
    private long length;

    /// <summary>Whether a tensor goes there.</summary>
    public static bool IsLarge(TensorData data) => data.Bytes.Length >= Smallest;

    /// <summary>Places the bytes and says where.</summary>
    public KeyValuePair<string, string>[] Add(ReadOnlyMemory<byte> bytes)
    {
        long offset = (length + Alignment - 1) / Alignment * Alignment;
        length = offset + bytes.Length;
        parts.Add(bytes);
        return
        [
            new("location", location),
            new("offset", offset.ToString(CultureInfo.InvariantCulture)),
            new("length", bytes.Length.ToString(CultureInfo.InvariantCulture)),
        ];
    }

    public void WriteTo(Stream stream)
    {
        long position = 0;
        foreach (ReadOnlyMemory<byte> part in parts)
        {
            long offset = (position + Alignment - 1) / Alignment * Alignment;
            stream.Write(new byte[offset - position]);
            ComputedMemory.Write(part, stream);
            position = offset + part.Length;
        }
    }
}
