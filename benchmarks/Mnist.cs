using System.IO.Compression;

namespace Benchmarks;

/// <summary>Images of 28 by 28 from 0 to 1 with labels from 0 to 9: the training set of MNIST, or random numbers.</summary>
internal sealed record Mnist(float[] Images, int[] Labels)
{
    public const int Pixels = 28 * 28;

    public static Mnist Load(string? folder, int count) => folder is null ? Random(count) : new(
        [.. Read(Path.Combine(folder, "train-images-idx3-ubyte.gz"), 16, count * Pixels).Select(b => b / 255f)],
        [.. Read(Path.Combine(folder, "train-labels-idx1-ubyte.gz"), 8, count).Select(b => (int)b)]);

    private static byte[] Read(string file, int header, int length)
    {
        using GZipStream stream = new(File.OpenRead(file), CompressionMode.Decompress);
        byte[] bytes = new byte[header + length];
        stream.ReadExactly(bytes);
        return bytes[header..];
    }

#pragma warning disable CA5394 // No secrets here.
    private static Mnist Random(int count)
    {
        Random random = new(1);
        return new([.. Enumerable.Range(0, count * Pixels).Select(_ => random.NextSingle())],
            [.. Enumerable.Range(0, count).Select(_ => random.Next(10))]);
    }
#pragma warning restore CA5394
}
