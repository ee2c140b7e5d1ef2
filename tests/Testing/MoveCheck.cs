using Microsoft.VisualStudio.TestTools.UnitTesting;
using OnnxEmit;
using OnnxEmit.Operators;

namespace Testing;

/// <summary>Where an operator lets a transposition of its inputs through, the result stays the same.</summary>
internal static class MoveCheck
{
    private const double Tolerance = 1e-4;

    public static void Run(Feed[] feeds, Func<Value[], IReadOnlyList<Value>> build, int opset, TensorData[] actual)
    {
        (Value[] values, Value[] inputs) = OperatorHarness.Values(feeds, feed => Shape.Of(feed.Data.Dims));
        if (build(values) is not [{ Producer: { } op } output] || !op.Inputs.All(input => input is null || values.Contains(input)))
            return;
        int rank = op.Inputs.Length == 0 ? 0 : op is ElementwiseOperator ? op.Inputs.Max(input => input?.Rank ?? 0) : op.Inputs[0]!.Rank;
        if (rank < 2)
            return;
        int[] reversed = [.. Enumerable.Range(0, rank).Reverse()], rotated = [.. Enumerable.Range(1, rank).Select(axis => axis % rank)];
        foreach (int[] perm in new[] { reversed, rotated })
        {
            Value? moved = op.MoveTranspose(new TransposeMove(perm, i => Source(op.Inputs[i]!, perm)));
            if (moved is null)
                return;
            Assert.AreEqual(output.Type, moved.Type, $"type behind a transposition by ({string.Join(", ", perm)})");
            TensorData result = OnnxRunner.Run(new Graph(inputs, [moved]), OperatorHarness.Named(inputs, feeds), opset)[0];
            if (!result.Equals(actual[0])
                && Close.Difference("moved behind a transposition", result, actual[0], Tolerance, Tolerance) is { } difference)
                Assert.Fail(difference);
        }
    }

    // What gives the input when it is transposed; an input of fewer axes broadcasts.
    private static Value Source(Value input, int[] perm)
    {
        if (input.Rank < perm.Length)
            input = input.Unsqueeze([.. Enumerable.Range(0, perm.Length - input.Rank).Select(axis => (long)axis)]);
        long[] inverse = new long[perm.Length];
        for (int i = 0; i < perm.Length; i++)
            inverse[perm[i]] = i;
        return Op.Transpose(input, inverse);
    }
}
