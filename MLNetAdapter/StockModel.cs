using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms.Onnx;

namespace MLNetAdapter;

/// <summary>
/// Reads a model and its columns out of ML.NET's OnnxTransformer, which tells neither: it is saved to memory, and read there.
/// </summary>
internal static class StockModel
{
    private const string Bytes = "OnnxModel";
    private const string Misnamed = "ORT model verification failed";

    /// <summary>The transformer, to be run as <paramref name="options"/> say, or as it was saved where there are none.</summary>
    public static FluentTransformer Open(OnnxTransformer stock, FluentOptions? options, IHostEnvironment? log)
    {
        FluentTransformer opened = Open(stock, options);
        opened.Model.LogTo(log);
        return opened;
    }

    private static FluentTransformer Open(OnnxTransformer stock, FluentOptions? options)
    {
        try
        {
            using var written = new MemoryStream();
            new MLContext().Model.Save(stock, null, written);
            using var zip = new ZipArchive(written, ZipArchiveMode.Read);
            ZipArchiveEntry entry = zip.Entries.Single(e => e.Name == Bytes);
            byte[] content = Read(entry);
            byte[] bytes = content[4..(4 + BinaryPrimitives.ReadInt32LittleEndian(content))];
            var key = new KeyReader(Read(zip.GetEntry(entry.FullName[..^Bytes.Length] + "Model.key")!));
            string[] inputs = key.Strings();
            string[] outputs = key.Strings();
            Dictionary<string, int[]> shapes = key.Shapes();
            var model = new ModelSource(bytes, options ?? FluentOptions.Default);
            var mapping = ColumnMapping.Many(
                model, outputs.ToDictionary(name => name, TensorColumn.StockColumnOf), inputs.ToDictionary(name => name), shapes);
            if (model.Note is not { } note)
            {
                return new(model, mapping.For(options ?? FluentOptions.Default), options ?? FluentOptions.Default);
            }

            FluentOptions saved = SavedOptions.Read(note);
            if (options is null && saved.Settings(null) != FluentOptions.Default.Settings(null))
            {
                model.Close();
                model = new ModelSource(bytes, saved);
            }

            options = (options ?? saved) with { ScalarOutputs = saved.ScalarOutputs, Images = saved.Images };
            mapping = mapping.For(options);
            return new(model, mapping.With(SavedOptions.Classes(note, mapping.Outputs)), options);
        }
        catch (Exception e) when (
            e is IOException or InvalidDataException or InvalidOperationException or ArgumentException or JsonException)
        {
            throw new FluentTransformException("Upgrade", "an OnnxTransformer that can be saved", e.GetBaseException().Message, e);
        }
    }

    /// <summary>
    /// What ML.NET loads. It unpacks each model to a file of a random name; where that happens to end in <c>.ort</c>, one time in 30,000,
    /// ONNX Runtime expects its own format there, and the next name will do.
    /// </summary>
    public static ITransformer Load(ModelOperationsCatalog catalog, Stream stream, out DataViewSchema schema)
    {
        long start = stream.CanSeek ? stream.Position : -1;
        try
        {
            return catalog.Load(stream, out schema);
        }
        catch (Exception e) when (start >= 0 && e.GetBaseException().Message.Contains(Misnamed, StringComparison.Ordinal))
        {
            stream.Position = start;
            return catalog.Load(stream, out schema);
        }
        catch (Exception e)
        {
            // ML.NET says of what is no zip that it is none; else the innermost error says most.
            string received = (e is FormatException ? e : e.GetBaseException()).Message;
            throw new FluentTransformException("LoadFluent", "what mlContext.Model.Save wrote", received, e);
        }
    }

    /// <summary>A file to load from.</summary>
    public static FileStream OpenFile(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FluentTransformException("LoadFluent", "a file that can be read", $"'{path}': {e.Message}", e);
        }
    }

    private static byte[] Read(ZipArchiveEntry entry)
    {
        using var memory = new MemoryStream();
        using Stream stream = entry.Open();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    /// <summary>
    /// ML.NET's Model.key: a header of 256 bytes with the places of the model block (at 16), of the table of string ends (at 32, its
    /// length at 40) and of the strings (at 48, UTF-16), then those blocks. A string in the model block is its number.
    /// </summary>
    private sealed class KeyReader
    {
        private readonly byte[] content;
        private readonly string[] strings;
        private int position;

        public KeyReader(byte[] content)
        {
            this.content = content;
            position = (int)Int64(16);
            (int table, int length, int characters) = ((int)Int64(32), (int)Int64(40), (int)Int64(48));
            strings = new string[length / 8];
            int start = 0;
            for (int i = 0; i < strings.Length; i++)
            {
                int end = (int)Int64(table + (8 * i));
                strings[i] = Encoding.Unicode.GetString(content, characters + start, end - start);
                start = end;
            }
        }

        public string[] Strings() => [.. Enumerable.Range(0, Next()).Select(_ => strings[Next()])];

        public Dictionary<string, int[]> Shapes()
        {
            var shapes = new Dictionary<string, int[]>();
            int count = Next();
            for (int i = 0; i < count; i++)
            {
                string name = strings[Next()];
                shapes[name] = [.. Enumerable.Range(0, Next()).Select(_ => Next())];
            }

            return shapes;
        }

        private int Next()
        {
            int value = BinaryPrimitives.ReadInt32LittleEndian(content.AsSpan(position));
            position += 4;
            return value;
        }

        private long Int64(int offset) => BinaryPrimitives.ReadInt64LittleEndian(content.AsSpan(offset));
    }
}
