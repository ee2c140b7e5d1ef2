using System.Runtime.InteropServices;
using Fluent.Lowering;
using OnnxEmit;

namespace Fluent;

/// <summary>A model's inference graph in a session, for as long as the weights stay as they are.</summary>
/// <remarks>Safe to use from several threads: each call binds buffers of its own.</remarks>
internal sealed class Predictor
{
    private readonly Model model;
    private readonly Session session;
    private readonly long version;
    private readonly string[] outputNames;

    public Predictor(Model model, TensorData[] x, Device device)
    {
        this.model = model;
        version = Version(model);
        for (int i = 0; i < x.Length; i++)
            Check(model, i, x[i]);
        outputNames = InferenceGraph.OutputNames(model.OutputNames, model.InputNames);
        session = Session.FromBytes(RuntimeOpset.ToModel(InferenceGraph.Of(model).Graph).ToBytes(),
            new() { Device = device, IntraOpThreads = Defaults.Threads });
    }

    public bool IsCurrent(TensorData[] x)
    {
        for (int i = 0; i < x.Length; i++)
            Check(model, i, x[i]);
        return version == Version(model);
    }

    public IReadOnlyList<Prediction> Run(TensorData[] x, int batchSize, CancellationToken cancellation)
    {
        using Binding binding = new(session);
        foreach (string name in outputNames)
            binding.Allocate(name);
        int samples = (int)x[0].Dims[0];
        foreach (TensorData other in x)
        {
            if (other.Dims[0] != samples)
                throw new FluentException(model.Label, $"x of as many samples in each array, {samples}", $"{other.Dims[0]}");
        }

        float[][] values = new float[outputNames.Length][];
        long[][] dims = new long[outputNames.Length][];
        batchSize = Math.Min(batchSize, samples);
        for (int start = 0; start < samples; start += batchSize)
        {
            int count = Math.Min(batchSize, samples - start);
            for (int i = 0; i < x.Length; i++)
                Bind(binding, i, x[i], start, count);
            binding.Run(cancellation);
            for (int i = 0; i < outputNames.Length; i++)
                Collect(binding, i, ref values[i], ref dims[i], start, count, samples);
        }

        return [.. outputNames.Select((name, i) => new Prediction(name, values[i], dims[i]))];
    }

    private static void Check(Model model, int input, TensorData x)
    {
        string name = model.InputNames[input];
        Shape expected = model.Inputs[input].Shape;
        if (x.Dims.Length == 0 || x.Dims[0] == 0)
            throw new FluentException(model.Label, $"at least one sample for input '{name}'", "empty data");
        long[] fitted = Fitted(expected, x.Dims);
        if (fitted.Length != expected.Rank || expected.Zip(fitted).Any(pair => !pair.First.MayEqual(pair.Second)))
            throw new FluentException(model.Label, $"input '{name}' of shape {expected}", $"shape ({string.Join(", ", x.Dims)})");
    }

    private static long[] Fitted(Shape expected, long[] dims) =>
        dims.Length == expected.Rank + 1 && dims[^1] == 1 ? dims[..^1]
        : dims.Length == expected.Rank - 1 && expected[^1] == 1 ? [.. dims, 1]
        : dims;

    private static long Version(Model model) => model.Weights.Sum(w => w.Version);

    private void Bind(Binding binding, int input, TensorData x, int start, int count)
    {
        Tensor expected = model.Inputs[input];
        long[] dims = [count, .. Fitted(expected.Shape, x.Dims)[1..]];
        int row = x.Dims[0] == 0 ? 0 : (int)(x.Bytes.Length / x.Dims[0]);
        ReadOnlyMemory<byte> rows = x.Bytes.Slice(checked(start * row), count * row);
        if (x.ElementType != expected.ElementType)
            rows = Numbers.Convert(new(x.ElementType, dims, rows), expected.ElementType).Bytes;
        binding.Input(model.InputNames[input], expected.ElementType, MemoryMarshal.AsMemory(rows), dims);
    }

    private float[] Read(Binding binding, int output, out long[] shape)
    {
        string name = outputNames[output];
        return model.Outputs[output].ElementType switch
        {
            ElementType.Float => binding.Read<float>(name, out shape),
            ElementType.Double => Array.ConvertAll(binding.Read<double>(name, out shape), x => (float)x),
            ElementType.Int64 => Array.ConvertAll(binding.Read<long>(name, out shape), x => (float)x),
            ElementType.Int32 => Array.ConvertAll(binding.Read<int>(name, out shape), x => (float)x),
            ElementType.UInt8 => Array.ConvertAll(binding.Read<byte>(name, out shape), x => (float)x),
            ElementType.Bool => Array.ConvertAll(binding.Read<bool>(name, out shape), x => x ? 1f : 0f),
            var type => throw new FluentException(model.Label, "outputs of numbers to predict", $"{type}"),
        };
    }

    private void Collect(Binding binding, int output, ref float[] values, ref long[] dims, int start, int count, int samples)
    {
        float[] batch = Read(binding, output, out long[] shape);
        if (shape.Length == 0 || shape[0] != count)
        {
            throw new FluentException(model.Label,
                $"output '{outputNames[output]}' to have the samples as its first axis",
                $"shape ({string.Join(", ", shape)}) for {count} samples");
        }

        int row = batch.Length / (int)shape[0];
        if (dims is null)
            (values, dims) = (new float[(long)row * samples], [samples, .. shape[1..]]);
        batch.CopyTo(values, start * row);
    }
}
