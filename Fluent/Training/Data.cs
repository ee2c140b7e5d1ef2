using System.Runtime.CompilerServices;
using OnnxEmit;

namespace Fluent;

/// <summary>
/// Numbers for a model: one array, several by position, or several by the name of an input or output. Arrays of any rank convert by
/// themselves: <c>float[,]</c>, <c>byte[,,,]</c>, <c>int[]</c>, jagged <c>float[][]</c>; the first axis is the samples. Arrays are not
/// copied, jagged ones are.
/// </summary>
[CollectionBuilder(typeof(Data), nameof(Create))]
public sealed class Data : IEnumerable<Data>
{
    private Data(IReadOnlyList<TensorData> arrays, IReadOnlyList<string>? names) => (Arrays, Names) = (arrays, names);

    /// <summary>The arrays.</summary>
    internal IReadOnlyList<TensorData> Arrays { get; }

    /// <summary>Their names, where they are given by name.</summary>
    internal IReadOnlyList<string>? Names { get; }

    /// <summary>An array of numbers.</summary>
    public static implicit operator Data(Array array) => FromArray(array);

    /// <summary>A tensor of numbers.</summary>
    public static implicit operator Data(TensorData tensor) => FromTensorData(tensor);

    /// <summary>A tensor of numbers.</summary>
    public static implicit operator Data(System.Numerics.Tensors.Tensor<float> tensor) => FromTensor(tensor);

    /// <summary>A tensor of numbers.</summary>
    public static implicit operator Data(System.Numerics.Tensors.Tensor<double> tensor) => FromTensor(tensor);

    /// <summary>A tensor of numbers.</summary>
    public static implicit operator Data(System.Numerics.Tensors.Tensor<int> tensor) => FromTensor(tensor);

    /// <summary>A tensor of numbers.</summary>
    public static implicit operator Data(System.Numerics.Tensors.Tensor<long> tensor) => FromTensor(tensor);

    /// <summary>A tensor of numbers.</summary>
    public static implicit operator Data(System.Numerics.Tensors.Tensor<byte> tensor) => FromTensor(tensor);

    /// <summary>Memory and its sizes, the samples first.</summary>
    public static implicit operator Data((ReadOnlyMemory<float> Memory, long[] Sizes) tensor) => FromMemory(tensor.Memory, tensor.Sizes);

    /// <summary>Arrays by name.</summary>
    public static implicit operator Data(Dictionary<string, Data> arrays) => FromDictionary(arrays);

    /// <summary>An array of numbers, or of arrays.</summary>
    /// <exception cref="FluentException">Its elements are no numbers, or its rows differ in length.</exception>
    public static Data FromArray(Array array)
    {
        ArgumentNullException.ThrowIfNull(array);
        return array is Data[] several ? Create(several)
            : array.GetType() == typeof(Array[]) ? Create([.. ((Array[])array).Select(FromArray)])
            : new([ArrayData.ToTensorData(array)], null);
    }

    /// <summary>A tensor of numbers.</summary>
    public static Data FromTensorData(TensorData tensor) => new([tensor], null);

    /// <summary>A tensor of numbers, copied where it is not dense.</summary>
    /// <typeparam name="T">A type that ONNX has.</typeparam>
    public static Data FromTensor<T>(System.Numerics.Tensors.Tensor<T> tensor)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(tensor);
        T[] elements = new T[tensor.FlattenedLength];
        tensor.FlattenTo(elements);
        return new([TensorData.Create([.. tensor.Lengths], (ReadOnlyMemory<T>)elements)], null);
    }

    /// <summary>Memory and its sizes, the samples first; not copied.</summary>
    /// <typeparam name="T">A type that ONNX has.</typeparam>
    public static Data FromMemory<T>(ReadOnlyMemory<T> memory, params long[] sizes)
        where T : unmanaged => new([TensorData.Create(sizes, memory)], null);

    /// <summary>Arrays by name.</summary>
    public static Data FromDictionary(IReadOnlyDictionary<string, Data> arrays)
    {
        ArgumentNullException.ThrowIfNull(arrays);
        (string? several, Data? items) = arrays.FirstOrDefault(a => a.Value is not { Arrays.Count: 1 });
        return several is null ? new([.. arrays.Values.Select(a => a.Arrays[0])], [.. arrays.Keys])
            : throw new FluentException("Data", $"one array under each name", $"{items?.Arrays.Count ?? 0} under '{several}'");
    }

    /// <summary>Several arrays, by position.</summary>
    public static Data Create(ReadOnlySpan<Data> items)
    {
        List<TensorData> arrays = [];
        foreach (Data item in items)
            arrays.AddRange(item.Arrays);
        return new(arrays, null);
    }

    /// <inheritdoc/>
    public IEnumerator<Data> GetEnumerator() => Arrays.Select(FromTensorData).GetEnumerator();

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The arrays in the order of <paramref name="expected"/>.</summary>
    /// <param name="expected">Names, of inputs or outputs.</param>
    /// <param name="subject">Who asks, for errors.</param>
    /// <param name="what">What they are: <c>x</c>, <c>y</c>.</param>
    /// <param name="needed">Which of them must be there where they are given by name; all when null.</param>
    internal TensorData?[] InOrder(IReadOnlyList<string> expected, string subject, string what, bool[]? needed = null)
    {
        if (Names is { } names)
        {
            if (names.FirstOrDefault(name => !expected.Contains(name)) is { } stranger)
                throw new FluentException(subject, $"{what} by the names {string.Join(", ", expected)}", $"'{stranger}'");
            return [.. expected.Select((name, i) => names.ToList().IndexOf(name) is var at and >= 0 ? Arrays[at]
                : needed is not null && !needed[i] ? null
                : throw new FluentException(subject, $"{what} to have an array named '{name}'", string.Join(", ", names)))];
        }

        return Arrays.Count == expected.Count ? [.. Arrays]
            : throw new FluentException(subject,
                $"{what} of {expected.Count} array{(expected.Count == 1 ? "" : "s")} ({string.Join(", ", expected)})", $"{Arrays.Count}");
    }
}
