using System.Buffers;
using System.Text;
using Google.Protobuf;

namespace OnnxEmit.Protobuf;

/// <summary>
/// A message as it goes to a file: written part by part, so that not all of its parts are in memory at once, with the data of large tensors
/// in between where they are.
/// </summary>
internal sealed class Pieces : IBufferWriter<byte>, IDisposable
{
    private const int ChunkSize = 1 << 16;
    private const int LongestCopied = 1 << 12;         // what is longer is worth a piece of its own
    private readonly List<ReadOnlyMemory<byte>> whole = [];
    private readonly List<byte[]> chunks = [];         // what it borrows
    private byte[] chunk = [];
    private int start, end;                            // of what is in the chunk and in no piece yet

    /// <summary>How many bytes there are.</summary>
    public long Length { get; private set; }

    /// <summary>The bytes, in order.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> All
    {
        get
        {
            Close();
            return whole;
        }
    }

    /// <inheritdoc/>
    public void Advance(int count)
    {
        end += count;
        Length += count;
    }

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (chunk.Length - end < Math.Max(sizeHint, 1))
        {
            Close();
            chunk = ArrayPool<byte>.Shared.Rent(Math.Max(sizeHint, ChunkSize));
            chunks.Add(chunk);
            start = end = 0;
        }

        return chunk.AsMemory(end);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <summary>Adds the fields of a message: those of several messages of one type add up.</summary>
    public void Add(IMessage message) => message.WriteTo(this);

    /// <summary>Adds a field that is a message.</summary>
    /// <param name="field">Its number.</param>
    /// <param name="message">The message.</param>
    public void Add(int field, IMessage message)
    {
        Header(field, message.CalculateSize());
        message.WriteTo(this);
    }

    /// <summary>Adds a field that is a message, itself in pieces.</summary>
    /// <param name="field">Its number.</param>
    /// <param name="message">The message; less than 2 GB. Not to be used or disposed of any more.</param>
    public void Add(int field, Pieces message)
    {
        Header(field, (int)message.Length);
        Add(message);
    }

    /// <summary>Adds the fields of a message that is in pieces.</summary>
    /// <param name="message">The message. Not to be used or disposed of any more.</param>
    public void Add(Pieces message)
    {
        Close();
        whole.AddRange(message.All);
        chunks.AddRange(message.chunks);
        Length += message.Length;
    }

    /// <summary>
    /// Adds a field that is a tensor of packed bytes, which are not copied where they are long. There are many, and a message for each
    /// would be larger than most of them.
    /// </summary>
    /// <param name="field">Its number.</param>
    /// <param name="data">The tensor; not of text.</param>
    /// <param name="name">Its name.</param>
    /// <param name="rest">The fields that the format numbers behind the data.</param>
    public void Add(int field, TensorData data, string name, TensorProto? rest)
    {
        int length = 3 + CodedOutputStream.ComputeUInt32Size((uint)data.ElementType) + CodedOutputStream.ComputeStringSize(name)
            + CodedOutputStream.ComputeLengthSize(data.Bytes.Length) + data.Bytes.Length + (rest?.CalculateSize() ?? 0);
        foreach (long dim in data.Dims)
            length += 1 + CodedOutputStream.ComputeInt64Size(dim);
        Header(field, length);
        foreach (long dim in data.Dims)
        {
            Wire.WriteVarint(this, WireFormat.MakeTag(TensorProto.DimsFieldNumber, WireFormat.WireType.Varint));
            Wire.WriteVarint(this, (ulong)dim);
        }

        Wire.WriteVarint(this, WireFormat.MakeTag(TensorProto.DataTypeFieldNumber, WireFormat.WireType.Varint));
        Wire.WriteVarint(this, (ulong)data.ElementType);
        int characters = Encoding.UTF8.GetByteCount(name);
        Header(TensorProto.NameFieldNumber, characters);
        Advance(Encoding.UTF8.GetBytes(name, GetSpan(characters)));
        Header(TensorProto.RawDataFieldNumber, data.Bytes.Length);
        if (data.Bytes.Length <= LongestCopied)
        {
            this.Write(data.Bytes.Span);
        }
        else
        {
            Close();
            whole.Add(data.Bytes);
            Length += data.Bytes.Length;
        }

        rest?.WriteTo(this);
    }

    /// <inheritdoc/>
    public void Dispose() => chunks.ForEach(static lent => ArrayPool<byte>.Shared.Return(lent));

    private void Header(int field, int length)
    {
        Wire.WriteVarint(this, WireFormat.MakeTag(field, WireFormat.WireType.LengthDelimited));
        Wire.WriteVarint(this, (uint)length);
    }

    private void Close()
    {
        if (end > start)
            whole.Add(chunk.AsMemory(start..end));
        start = end;
    }
}
