using Microsoft.VisualStudio.TestTools.UnitTesting;
using OnnxEmit;

namespace Testing;

/// <summary>Compares the gradient graph with directional central differences, input by input.</summary>
internal static class GradientCheck
{
    private const float Step = 1e-2f;
    private const int Directions = 3;
    private const int Moves = 8;
    private const int Others = 4;

    /// <summary>Checks the gradients of all outputs by each input that is differentiated.</summary>
    /// <returns>Along how many directions, and how often a point was moved because it was a kink.</returns>
    public static (int Directions, int Moves) Run(
        Feed[] feeds, Func<Value[], IReadOnlyList<Value>> build, int opset, Func<Feed, Shape> shape)
    {
        if (!feeds.Any(feed => feed.Differentiable))
            return default;
        (Value[] values, Value[] inputs) = OperatorHarness.Values(feeds, shape);
        Value[] outputs = [.. build(values).Where(y => y.ElementType.IsFloat)];
        if (outputs.Length == 0)
            return default;
        Value[] cotangents = [.. outputs.Select((y, i) => Value.Input(y.Type, $"dy{i}"))];
        Value[] wrt = [.. values.Where((_, i) => feeds[i].Differentiable)];
        Value?[] gradients = [.. Differentiate.Gradient(outputs, wrt, cotangents)];

        using GraphSession forward = new(new Graph(inputs, outputs), opset);
        using GraphSession? backward = gradients.Any(g => g is not null)
            ? new(new Graph([.. inputs, .. cotangents], [.. gradients.OfType<Value>()]), opset)
            : null;
        Random random = new(7);
        int moves = 0;
        for (int w = 0; w < wrt.Length; w++)
        {
            int at = gradients.Take(w).Count(g => g is not null);
            for (int direction = 0; direction < Directions; direction++)
                moves += CheckDirection(feeds, inputs, forward, backward, wrt[w], gradients[w] is null ? null : at, random);
        }

        return (wrt.Length * Directions, moves);
    }

    // At a kink the differences to both sides, or over steps of other lengths, disagree, along this direction or by chance only along
    // others: the point is moved a little and tried again. Where many elements stand near kinks of their own, or the function is strongly
    // curved, a short step comes nearer.
    private static int CheckDirection(
        Feed[] feeds, Value[] inputs, GraphSession forward, GraphSession? backward, Value x, int? gradient, Random random)
    {
        Dictionary<string, TensorData> point = OperatorHarness.Named(inputs, feeds);
        TensorData[] dYs = [.. forward.Run(point).Select(y => RandomLike(y.Dims, random))];
        for (int move = 0; ; move++)
        {
            Direction direction = Towards();
            List<Differences> measured = [];
            foreach (float step in (ReadOnlySpan<float>)[Step, Step / 8, Step / 64])
            {
                Differences slope = direction.Measure(step);
                if (Math.Abs(slope.Analytic - slope.Numeric) <= Tolerance(slope))
                    return move;
                measured.Add(slope);
            }

            bool kink = measured.Any(slope => Differ(slope.Left, slope.Right) || Differ(slope.Numeric, measured[0].Numeric))
                || Enumerable.Range(0, Others).Select(_ => Towards().Measure(Step)).Any(slope => Differ(slope.Left, slope.Right));
            Assert.IsTrue(kink && move < Moves, $"gradient of {x} along a direction: {string.Join("; over a shorter step: ", measured)}");
            point[x.Name!] = Direction.Add(point[x.Name!], RandomLike(point[x.Name!].Dims, random), 0.05f);

            Direction Towards() => new(forward, backward, x.Name!, gradient, point, dYs, RandomLike(point[x.Name!].Dims, random));
            double Tolerance(Differences slope) => 2e-3 * (1 + Math.Abs(slope.Numeric) + Math.Sqrt(direction.Count));
            bool Differ(double a, double b) => Math.Abs(a - b) > Tolerance(measured[0]);
        }
    }

    private static TensorData RandomLike(long[] dims, Random random) => TensorData.Create<float>(
        dims, [.. Enumerable.Range(0, (int)dims.Aggregate(1L, (n, d) => n * d)).Select(_ => (random.NextSingle() * 2) - 1)]);
}
