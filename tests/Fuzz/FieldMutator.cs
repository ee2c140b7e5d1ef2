using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using OnnxEmit.Protobuf;

namespace Fuzz;

/// <summary>
/// Mutates what the fields of a model say: sizes, offsets, names and with them the wires of the graph, operators, kinds of attributes,
/// graphs inside graphs.
/// </summary>
internal sealed class FieldMutator(Corpus corpus, Random random)
{
    private const int Largest = 4 << 20;

    private static readonly long[] Numbers =
        [0, 1, -1, 2, 3, 7, 64, 255, 1 << 16, int.MaxValue, int.MinValue, 1L << 31, 1L << 40, 1L << 62, long.MaxValue, long.MinValue];

    private static readonly double[] Fractions =
        [0, -0.0, 1, -1, 0.5, 1e-30, 1e30, double.NaN, double.PositiveInfinity, double.NegativeInfinity];

    private static readonly string[] Locations =
        ["data.bin", "../data.bin", "sub/../data.bin", "/etc/passwd", "", "location", "offset", "length", "-1", "9223372036854775807"];

    private readonly List<IMessage> messages = [];
    private readonly List<string> texts = [.. Locations];

    /// <summary>The file with some fields changed; itself where it is no model.</summary>
    public byte[] Mutate(byte[] file)
    {
        ModelProto model = ModelProto.Parser.ParseFrom(file);
        if (random.Next(4) == 0)
            Collect(ModelProto.Parser.ParseFrom(corpus.Pick(random)));      // parts of another model
        int own = messages.Count;
        Collect(model);
        for (int change = random.Next(1, 7); change > 0; change--)
            Change(messages[random.Next(own, messages.Count)]);
        return model.CalculateSize() is > 0 and < Largest ? model.ToByteArray() : file;
    }

    private void Collect(IMessage message)
    {
        messages.Add(message);
        foreach (FieldDescriptor field in message.Descriptor.Fields.InFieldNumberOrder())
        {
            object? value = field.Accessor.GetValue(message);
            foreach (object item in field.IsRepeated ? (IEnumerable)value : value is null ? Array.Empty<object>() : new[] { value })
            {
                if (item is IMessage inner)
                    Collect(inner);
                else if (item is string { Length: > 0 } text)
                    texts.Add(text);
            }
        }
    }

    private void Change(IMessage message)
    {
        IList<FieldDescriptor> fields = message.Descriptor.Fields.InFieldNumberOrder();
        FieldDescriptor field = fields[random.Next(fields.Count)];
        if (field.IsRepeated)
            Change((IList)field.Accessor.GetValue(message), field);
        else if (random.Next(8) == 0)
            field.Accessor.Clear(message);
        else
            field.Accessor.SetValue(message, Item(field));
    }

    private void Change(IList list, FieldDescriptor field)
    {
        int at = list.Count == 0 ? -1 : random.Next(list.Count);
        switch (random.Next(at < 0 ? 1 : 6))
        {
            case 0:
                list.Insert(random.Next(list.Count + 1), Item(field));
                break;
            case 1:
                list.RemoveAt(at);
                break;
            case 2:
                int other = random.Next(list.Count);
                (list[at], list[other]) = (list[other], list[at]);
                break;
            case 3 when random.Next(4) == 0:
                list.Clear();
                break;
            case 4:
                list.Insert(at, list[at] is IMessage message ? Copy(message) : list[at]);
                break;
            default:
                list[at] = Item(field);
                break;
        }
    }

    private object Item(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Message => Message(field.MessageType),
        FieldType.Enum => Enum.ToObject(field.EnumType.ClrType, random.Next(-1, 30)),
        FieldType.String => texts[random.Next(texts.Count)],
        FieldType.Bytes => Bytes(),
        FieldType.Float => (float)Fractions[random.Next(Fractions.Length)],
        FieldType.Double => Fractions[random.Next(Fractions.Length)],
        FieldType.Int32 => unchecked((int)Number()),
        FieldType.UInt64 => unchecked((ulong)Number()),
        _ => Number(),
    };

    private long Number() => random.Next(2) == 0 ? random.Next(-2, 30) : Numbers[random.Next(Numbers.Length)];

    private ByteString Bytes()
    {
        byte[] bytes = new byte[random.Next(40)];
        random.NextBytes(bytes);
        return ByteString.CopyFrom(bytes);
    }

    private IMessage Message(MessageDescriptor type)
    {
        IMessage[] alike = [.. messages.Where(message => message.Descriptor == type)];
        return alike.Length > 0 && random.Next(8) > 0 ? Copy(alike[random.Next(alike.Length)]) : type.Parser.ParseFrom(ByteString.Empty);
    }

    private static IMessage Copy(IMessage message) => message.Descriptor.Parser.ParseFrom(message.ToByteString());
}
