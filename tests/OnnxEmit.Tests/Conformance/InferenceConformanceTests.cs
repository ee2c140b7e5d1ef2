using System.Collections.Concurrent;
using OnnxEmit.Tests.Operators;
using OnnxEmit.Tests.Protobuf;
using Testing;

namespace OnnxEmit.Tests.Conformance;

/// <summary>In every case of the ONNX project the types inferred from the inputs' types are those of the real outputs.</summary>
[TestClass]
public sealed class InferenceConformanceTests
{
    private readonly ConcurrentBag<string> failures = [];
    private int cases, outputs, open;

    [TestMethod]
    public void Every_inferred_type_is_the_real_one()
    {
        Parallel.ForEach(
            OnnxCase.All().Where(item => item.RunsOnOnnxRuntime), new() { MaxDegreeOfParallelism = Environment.ProcessorCount }, Check);
        Output.Print(
            $"{cases} cases of the ONNX project have the inferred types: {outputs} outputs, {open} of lengths that depend on elements");
        Assert.IsGreaterThan(0, cases);
        Assert.IsTrue(failures.IsEmpty, $"{failures.Count} fail:\n{string.Join('\n', failures.Order(StringComparer.Ordinal))}");
    }

    private void Check(OnnxCase item)
    {
        try
        {
            CaseGraph graph = new(item);
            Value[] known = graph.Build((_, data) => MaySayLengths(data) ? Value.Constant(data) : Value.Input(data.Type));
            Value[] typed = graph.Build((_, data) => Value.Input(data.Type));
            for (int i = 0; i < graph.Outputs.Length; i++)
            {
                if (graph.Outputs[i] is { IsSequence: false, Tensors: [{ } actual] })
                {
                    Interlocked.Increment(ref outputs);
                    Compare(actual, known[i], $"{item.Name}, output {i}", DependsOnElements);
                    Compare(
                        actual, typed[i], $"{item.Name}, output {i}, from types alone", op => DependsOnElements(op) || ReadsLengths(op));
                    if (!IsKnown(known[i]))
                        Interlocked.Increment(ref open);
                }
            }

            Interlocked.Increment(ref cases);
        }
        catch (Exception e)
        {
            failures.Add($"{item.Name}: {e.GetType().Name}: {e.Message}");
        }
    }

    // A length may be open only behind an operator that has a reason.
    private void Compare(TensorData actual, Value inferred, string what, Func<Operator, bool> mayBeOpen)
    {
        if (inferred.Type is TensorType type && (type.ElementType != actual.ElementType || (type.Shape is { } shape &&
            (shape.Rank != actual.Dims.Length || shape.Zip(actual.Dims).Any(d => !d.First.MayEqual(d.Second))))))
            failures.Add($"{what}: inferred {type}, real {actual}");
        if (IsKnown(inferred))
            return;
        foreach (Operator op in new Graph([], [inferred]).Operators.Where(op => !op.Outputs.All(IsKnown) && op.Inputs.All(IsKnown)))
        {
            if (!SchemaTests.MayStayGeneric(op) && !mayBeOpen(op))
            {
                failures.Add(
                    $"{what}: {op.OpType} of {string.Join(", ", op.Inputs)} gives {string.Join(", ", op.Outputs.Select(y => y.Type))}");
            }
        }
    }

    // Where the length of the result depends on what the elements are, not only on how many; lengths that are fractions are none.
    private static bool DependsOnElements(Operator op) => op.OpType is "NonZero" or "Unique" or "NonMaxSuppression"
        || (op.OpType == "Range" && op.Output.ElementType.IsFloat);

    // Lengths, axes and factors that come with the run.
    private static bool ReadsLengths(Operator op) =>
        op.Inputs.Any(x => x is { Data: null, Rank: <= 1 } && x.Content?.IsKnown != true);

    private static bool IsKnown(Value? value) => value is null || value.Type is TensorType { Shape.IsKnown: true };

    // What an operator could read a length, an axis or a factor from.
    private static bool MaySayLengths(TensorData data) => data.Dims.Length <= 1 && data.ElementType != ElementType.String;
}
