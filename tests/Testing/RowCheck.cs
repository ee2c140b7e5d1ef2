using System.Collections.Immutable;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using OnnxEmit;

namespace Testing;

/// <summary>
/// Where an operator says that it computes every row by itself, turning the order of the rows round turns the order of the result's.
/// </summary>
internal static class RowCheck
{
    private const double Tolerance = 1e-5;

    public static void Run(Feed[] feeds, Func<Value[], IReadOnlyList<Value>> build, int opset)
    {
        (Value[] values, Value[] inputs) = OperatorHarness.Values(feeds, feed => Shape.Of(feed.Data.Dims));
        IReadOnlyList<Value> outputs = build(values);
        if (outputs[0].Producer is not { } op || !op.Inputs.All(input => input is null || values.Contains(input)))
            return;
        foreach (bool[] rows in Choices(op))
        {
            if (!op.KeepsRows(rows))
                continue;
            Value?[] turned = [.. op.Inputs.Select((input, i) => rows[i] ? Turned(input!) : input)];
            Value[] back = [.. op.With(ImmutableArray.Create(turned)).Outputs.Select(Turned)];
            Dictionary<string, TensorData> named = OperatorHarness.Named(inputs, feeds);
            TensorData[] actual = OnnxRunner.Run(new Graph(inputs, back), named, opset);
            TensorData[] expected = OnnxRunner.Run(new Graph(inputs, op.Outputs), named, opset);
            for (int i = 0; i < actual.Length; i++)
            {
                if (!actual[i].Equals(expected[i])
                    && Close.Difference($"output {i}, rows turned round", actual[i], expected[i], Tolerance, Tolerance) is { } difference)
                    Assert.Fail(difference);
            }
        }
    }

    // Each input by itself, and all of them, that can hold rows: two or more, as many in each.
    private static IEnumerable<bool[]> Choices(Operator op)
    {
        long[] lengths = [.. op.Inputs.Select(x => x is { Data: null, Rank: > 0 } ? x.Shape[0].Size ?? 0 : 0)];
        for (int i = 0; i < lengths.Length; i++)
        {
            if (lengths[i] > 1)
                yield return [.. lengths.Select((_, j) => j == i)];
        }

        if (lengths.Length > 1 && lengths[0] > 1 && lengths.All(length => length == lengths[0]))
            yield return [.. lengths.Select(_ => true)];
    }

    private static Value Turned(Value x) => Op.Slice(
        x, Value.Constant(-1L), Value.Constant(long.MinValue), Value.Constant(0L), Value.Constant(-1L));
}
