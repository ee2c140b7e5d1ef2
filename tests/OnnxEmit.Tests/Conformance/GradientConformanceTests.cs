using System.Collections.Concurrent;
using OnnxEmit.Operators;
using OnnxEmit.Tests.Operators;
using OnnxEmit.Tests.Protobuf;
using Testing;

namespace OnnxEmit.Tests.Conformance;

/// <summary>
/// In every case of the ONNX project through which a gradient can flow, the gradient graph at the case's inputs equals directional central
/// differences.
/// </summary>
[TestClass]
public sealed class GradientConformanceTests
{
    private readonly ConcurrentBag<string> failures = [], without = [];
    private readonly ConcurrentDictionary<string, bool> operators = [];
    private int cases, directions, moves;

    [TestMethod]
    public void Every_gradient_equals_differences()
    {
        Parallel.ForEach(
            OnnxCase.All().Where(item => item.RunsOnOnnxRuntime), new() { MaxDegreeOfParallelism = Environment.ProcessorCount }, Check);
        Output.Print(
            $"{cases} cases of the ONNX project, {operators.Count} operators, have gradients that equal differences, along {directions} " +
            $"directions, {moves} times moved away from a kink; the others: " +
            string.Join(", ", without.CountBy(reason => reason).OrderByDescending(n => n.Value).Select(n => $"{n.Value} {n.Key}")));
        Assert.IsGreaterThan(0, cases);
        Assert.IsTrue(failures.IsEmpty, $"{failures.Count} fail:\n{string.Join('\n', failures.Order(StringComparer.Ordinal))}");
    }

    private void Check(OnnxCase item)
    {
        try
        {
            CaseGraph graph = new(item, single: true);
            if (NoGradient(graph) is { } reason)
                without.Add(reason);
            else
                Compare(graph);
        }
        catch (OperatorException e) when (SchemaTests.MayStayGeneric(e.Operator))
        {
            without.Add($"through {e.Operator.OpType}");
        }
        catch (Exception e)
        {
            failures.Add($"{item.Name}: {e.GetType().Name}: {e.Message.ReplaceLineEndings(" ")}");
        }
    }

    private void Compare(CaseGraph graph)
    {
        Feed[] feeds = [.. graph.Inputs.Select((_, i) => AsFeed(graph, i))];
        (int Directions, int Moves) result;
        try
        {
            result = Run(graph, feeds);
        }
        catch (Exception e) when (e is OperatorException or InvalidOperationException)       // axes and the like that have to be known
        {
            result = Run(graph, [.. feeds.Select(feed => feed.Differentiable && feed.Data.Dims.Length > 1 ? feed : feed.AsConstant())]);
        }

        Interlocked.Increment(ref cases);
        Interlocked.Add(ref directions, result.Directions);
        Interlocked.Add(ref moves, result.Moves);
        foreach (Operator op in graph.Operators)
            operators[op.OpType] = true;
    }

    private static (int Directions, int Moves) Run(CaseGraph graph, Feed[] feeds)
    {
        int opset = graph.Operators.Select(op => op.SinceVersion).Append(OnnxRunner.Opset).Max();
        return GradientCheck.Run(feeds, Build, opset, feed => Shape.Of(feed.Data.Dims));

        // Differences are taken in single precision, of cases in double precision as well.
        Value[] Build(Value[] values) =>
            [.. graph.Build((i, data) => data.ElementType == ElementType.Double ? values[i].Cast(ElementType.Double) : values[i])
                .Select(y => y.ElementType == ElementType.Double ? y.Cast(ElementType.Float) : y)];
    }

    private static Feed AsFeed(CaseGraph graph, int input)
    {
        TensorData data = graph.Inputs[input].Tensors![0];
        if (!data.ElementType.IsFloat)
            return new(data, Differentiable: false);
        TensorData single = TensorData.Create<float>(data.Dims, [.. Close.ToDoubles(data).Select(x => (float)x)]);
        return SaysLengths(graph, input) ? new Feed(single, Differentiable: false, Constant: true) : new Feed(single, data.Count > 0);
    }

    // Whether a length of the result depends on what the elements of this input are: no small change of them is possible.
    private static bool SaysLengths(CaseGraph graph, int input) => graph.Inputs[input].Tensors![0].Dims.Length <= 1 &&
        Open(graph, open: input) > Open(graph, open: -1);

    private static int Open(CaseGraph graph, int open) => graph
        .Build((i, data) => i != open && data.Dims.Length <= 1 ? Value.Constant(data) : Value.Input(data.Type))
        .Count(y => y.Type is not TensorType { Shape.IsKnown: true });

    private static string? NoGradient(CaseGraph graph) =>
        graph.Inputs.Any(input => input is not { IsSequence: false, Tensors: [_] }) ? "on lists or absent values"
        : !graph.Inputs.Any(input => input.Tensors![0].ElementType.IsFloat) ? "of no fractions"
        : !graph.Outputs.Any(output => output is { IsSequence: false, Tensors: [{ ElementType.IsFloat: true }] }) ? "that give no fractions"
        : graph.Operators.Any(IsRandom) ? "random"
        : graph.Operators.Any(op => op.OpType is "Unique") ? "of lengths that depend on elements"
        : null;

    private static bool IsRandom(Operator op) =>
        op is RandomOperator || (op is Dropout && op.Inputs is [_, _, { } training] && training.Data?.AsSpan<bool>()[0] != false);
}
