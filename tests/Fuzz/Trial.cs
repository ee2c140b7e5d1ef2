using System.Collections.Immutable;
using System.Diagnostics;
using OnnxEmit;

namespace Fuzz;

/// <summary>What is done with one file, and what may come of it: a result, or one of the two typed exceptions with its sentence.</summary>
internal sealed class Trial(byte[] file, string folder)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);
    private readonly long most = (4L * file.Length) + (64 << 20);

    /// <summary>What went wrong; null where nothing did.</summary>
    public string? Failure { get; private set; }

    /// <summary>Whether the file was read.</summary>
    public bool IsRead { get; private set; }

    /// <summary>How many gradients were derived.</summary>
    public int Gradients { get; private set; }

    public Trial Run()
    {
        if (Step("reading", () => OnnxModel.Load(file, folder)) is not { } model)
            return this;
        IsRead = true;
        Step("inferring again", () => Infer(model.Graph));
        Step("writing", () => OnnxModel.Load(model.ToBytes()));
        Graph graph = (Step("upgrading", model.Upgrade) ?? model).Graph;
        foreach (int opset in (int[])[13, 21])
        {
            Step("writing for inference", () =>
                new OnnxModel(PassPipeline.ForOpset(PassPipeline.Inference(graph), opset)) { Opset = opset }.ToBytes());
        }

        Step("differentiating", () => Differentiated(graph));
        return this;
    }

    private static Graph Infer(Graph graph)
    {
        foreach (Operator op in graph.Operators)
        {
            _ = op.With(op.Inputs).Outputs;
            foreach (Graph inner in op.Subgraphs)
                Infer(inner);
        }

        return graph;
    }

    private byte[]? Differentiated(Graph graph)
    {
        graph = PassPipeline.BeforeDifferentiation(graph);
        Value[] ys = [.. graph.Outputs.Where(IsNumber)], wrt = [.. graph.Constants.Where(IsNumber), .. graph.Inputs.Where(IsNumber)];
        if (ys.Length == 0 || wrt.Length == 0)
            return null;
        ImmutableArray<Value?> gradients = Differentiate.Gradient(ys, wrt, [.. ys.Select(y => Value.Scalar(1, y).ExpandLike(y))]);
        Gradients += gradients.Count(gradient => gradient is not null);
        Graph both = new(graph.Inputs, [.. graph.Outputs, .. gradients.OfType<Value>()]);
        return new OnnxModel(PassPipeline.AfterDifferentiation(both)) { Opset = 23 }.ToBytes();
    }

    private static bool IsNumber(Value value) => value.Type is TensorType { ElementType.IsFloat: true, Shape: not null };

    private T? Step<T>(string what, Func<T?> step)
        where T : class
    {
        long start = Stopwatch.GetTimestamp(), allocated = GC.GetAllocatedBytesForCurrentThread();
        T? result = null;
        try
        {
            result = step();
        }
        catch (Exception e) when (e is ModelFormatException or OperatorException)
        {
            if (!e.Message.Contains(" expects ", StringComparison.Ordinal) && !e.Message.EndsWith('.'))
                Failure ??= $"{what}: no sentence: {e.Message}";
        }
        catch (Exception e)
        {
            Failure ??= $"{what}: {e}";
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        if (allocated > most)
            Failure ??= $"{what}: {allocated:N0} bytes of memory for a file of {file.Length:N0}";
        if (Stopwatch.GetElapsedTime(start) is var time && time > Longest)
            Failure ??= $"{what}: {time.TotalSeconds:F1} seconds";
        return result;
    }
}
