using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Fluent.Saving;

/// <summary>
/// Weights in a <c>.safetensors</c> file: the length of a header, the header in JSON with type, shape and place of each tensor, the numbers
/// (specification: github.com/huggingface/safetensors).
/// </summary>
internal static class SafetensorsFile
{
    private const int LargestHeader = 100_000_000;      // the specification's own limit
    private const string MetadataKey = "__metadata__";
    private const string FormatKey = "format";
    private const string Format = "fluent";

    /// <summary>Writes the weights under their paths, in the model's order.</summary>
    public static void Write(string path, IEnumerable<Weight> weights)
    {
        (string Name, Weight Weight)[] named = [.. WeightNames.Of(weights)];
        JsonObject header = new() { [MetadataKey] = new JsonObject { [FormatKey] = Format } };
        long end = 0;
        foreach ((string name, Weight weight) in named)
        {
            long begin = end;
            end += (long)weight.Count * sizeof(float);
            header[name] = new JsonObject
            {
                ["dtype"] = "F32",
                ["shape"] = new JsonArray([.. weight.Dims.Select(d => (JsonNode)d)]),
                ["data_offsets"] = new JsonArray(begin, end),
            };
        }

        byte[] text = JsonSerializer.SerializeToUtf8Bytes(header);
        byte[] padding = [.. Enumerable.Repeat((byte)' ', -text.Length & 7)];      // so that the numbers are aligned
        Files.Replace(path, stream =>
        {
            Span<byte> length = stackalloc byte[sizeof(long)];
            BinaryPrimitives.WriteInt64LittleEndian(length, text.Length + padding.Length);
            stream.Write(length);
            stream.Write(text);
            stream.Write(padding);
            foreach ((_, Weight weight) in named)
                stream.Write(MemoryMarshal.AsBytes(weight.Values));
        });
    }

    /// <summary>
    /// Assigns the file's tensors to the weights of their names. Where a file of ours lacks some, and has as many tensors as there are
    /// weights, they are taken in order: names are made up anew where a model does not give them.
    /// </summary>
    /// <exception cref="FluentException">The file is damaged or does not fit; no weight has changed.</exception>
    public static void Read(string path, IEnumerable<Weight> weights)
    {
        using FileStream stream = File.OpenRead(path);
        (Dictionary<string, SafetensorsEntry> entries, bool isOurs, long start) = ReadHeader(path, stream);
        (string Name, Weight Weight)[] named = [.. WeightNames.Of(weights)];
        SafetensorsEntry[] found;
        if (named.All(w => entries.ContainsKey(w.Name)))
            found = [.. named.Select(w => entries[w.Name])];
        else if (isOurs && entries.Count == named.Length)
            found = [.. entries.Values.OrderBy(e => e.Begin)];
        else
            throw Damaged(path, $"a tensor '{named.First(w => !entries.ContainsKey(w.Name)).Name}'", Listed(entries));

        float[][] numbers = new float[named.Length][];
        for (int i = 0; i < named.Length; i++)
        {
            if (!found[i].Dims.AsSpan().SequenceEqual(named[i].Weight.Dims))
                throw Damaged(path, $"numbers of shape ({string.Join(", ", named[i].Weight.Dims)}) for weight '{named[i].Name}'",
                    $"({string.Join(", ", found[i].Dims)})");
            numbers[i] = found[i].Read(stream, start);
        }

        foreach (((_, Weight weight), float[] values) in named.Zip(numbers))
            weight.Assign(values);
    }

    private static (Dictionary<string, SafetensorsEntry> Entries, bool IsOurs, long Start) ReadHeader(string path, FileStream stream)
    {
        byte[] prefix = new byte[sizeof(long)];
        if (stream.ReadAtLeast(prefix, prefix.Length, throwOnEndOfStream: false) < prefix.Length)
            throw Damaged(path, "a header", $"a file of {stream.Length} bytes");
        long length = BinaryPrimitives.ReadInt64LittleEndian(prefix);
        if (length < 2 || length > Math.Min(LargestHeader, stream.Length - prefix.Length))
            throw Damaged(path, $"a header of 2 to {Math.Min(LargestHeader, stream.Length - prefix.Length)} bytes", $"{length}");
        byte[] text = new byte[length];
        stream.ReadExactly(text);
        long start = prefix.Length + length;
        try
        {
            JsonObject header = JsonNode.Parse(text)!.AsObject();
            bool isOurs = (string?)header[MetadataKey]?[FormatKey] == Format;
            Dictionary<string, SafetensorsEntry> entries = new(StringComparer.Ordinal);
            foreach ((string name, JsonNode? described) in header.Where(p => p.Key != MetadataKey))
                entries[name] = SafetensorsEntry.Parse(described, stream.Length - start)
                    ?? throw Damaged(
                        path, $"a place in the file and a float type for tensor '{name}'", described?.ToJsonString() ?? "null");
            return (entries, isOurs, start);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or NullReferenceException
            or ArgumentException or OverflowException)
        {
            throw new FluentException($"File '{path}'", "a safetensors header", e.Message.TrimEnd('.'), e);
        }
    }

    private static string Listed(Dictionary<string, SafetensorsEntry> entries) =>
        string.Join(", ", entries.Keys.Take(8)) + (entries.Count > 8 ? $" and {entries.Count - 8} more" : "");

    private static FluentException Damaged(string path, string expects, string received) => new($"File '{path}'", expects, received);
}
