using System.IO.Compression;
using Microsoft.ML.Data;

/// <summary>A handwritten digit, every second one turned by half a circle.</summary>
internal sealed class Digit
{
    private const int Size = 28 * 28;

    [VectorType(Size)]
    public float[] Pixels { get; init; } = [];

    /// <summary>1 where it stands on its head.</summary>
    public int Turned { get; init; }

    /// <summary>All digits of the file, of 28 by 28 bytes each.</summary>
    public static Digit[] Load(string path)
    {
        using GZipStream file = new(File.OpenRead(path), CompressionMode.Decompress);
        using MemoryStream bytes = new();
        file.CopyTo(bytes);
        return [.. bytes.ToArray().Chunk(Size).Select((pixels, i) => i % 2 == 0
            ? new Digit { Pixels = [.. pixels.Select(p => (float)p)] }
            : new Digit { Pixels = [.. pixels.Reverse().Select(p => (float)p)], Turned = 1 })];      // read backwards
    }
}
