namespace Fluent;

/// <summary>What a model gives for one of its outputs: numbers and their sizes, the samples first.</summary>
public sealed class Prediction
{
    private readonly float[] values;

    internal Prediction(string name, float[] values, long[] dims) => (Name, this.values, Dims) = (name, values, dims);

    /// <summary>The output's name.</summary>
    public string Name { get; }

    /// <summary>The sizes. Not to be changed.</summary>
    public long[] Dims { get; }

    /// <summary>How many samples there are.</summary>
    public int Count => (int)Dims[0];

    /// <summary>The numbers, row-major.</summary>
    public ReadOnlyMemory<float> Values => values;

    /// <summary>The numbers of one sample.</summary>
    /// <param name="sample">From 0.</param>
    public ReadOnlySpan<float> this[int sample] => values.AsSpan(sample * RowLength, RowLength);

    /// <summary>A row for each sample.</summary>
    public static implicit operator float[,](Prediction prediction) => ToArray(prediction);

    private int RowLength => Count == 0 ? 0 : values.Length / Count;

    /// <summary>A row for each sample; further axes are flattened.</summary>
    public float[,] ToArray()
    {
        float[,] rows = new float[Count, RowLength];
        Buffer.BlockCopy(values, 0, rows, 0, values.Length * sizeof(float));
        return rows;
    }

    /// <summary>As a tensor of System.Numerics.Tensors; not copied.</summary>
    public System.Numerics.Tensors.Tensor<float> ToTensor() =>
        System.Numerics.Tensors.Tensor.Create(values, [.. Dims.Select(d => (nint)d)]);

    /// <summary>The index of the greatest number of each sample: the class.</summary>
    public int[] ArgMax()
    {
        int[] classes = new int[Count];
        for (int i = 0; i < classes.Length; i++)
            classes[i] = System.Numerics.Tensors.TensorPrimitives.IndexOfMax(this[i]);
        return classes;
    }

    private static float[,] ToArray(Prediction prediction) => prediction.ToArray();
}
