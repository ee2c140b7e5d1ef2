using Microsoft.VisualStudio.TestTools.UnitTesting;
using OnnxEmit;

namespace Testing;

/// <summary>Compares the gradient graph with directional central differences, input by input.</summary>
internal static class GradientCheck
{
    private const float Step = 1e-2f;
    private const int Directions = 3;
    private const int Moves = 8;

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

    // At a kink the two one-sided differences disagree: the point is moved a little and tried again.
    private static int CheckDirection(
        Feed[] feeds, Value[] inputs, GraphSession forward, GraphSession? backward, Value x, int? gradient, Random random)
    {
        Dictionary<string, TensorData> point = OperatorHarness.Named(inputs, feeds);
        Dictionary<string, TensorData> dY = forward.Run(point).Index()
            .ToDictionary(y => $"dy{y.Index}", y => RandomLike(y.Item.Dims, random));
        for (int move = 0; ; move++)
        {
            TensorData direction = RandomLike(point[x.Name!].Dims, random);
            double middle = Loss(forward, point, dY), up = Loss(forward, Moved(Step), dY), down = Loss(forward, Moved(-Step), dY);
            double numeric = (up - down) / (2 * Step), left = (middle - down) / Step, right = (up - middle) / Step;
            double analytic = gradient is { } at
                ? Dot(backward!.Run(point.Concat(dY).ToDictionary())[at], direction)
                : 0;
            double tolerance = 2e-3 * (1 + Math.Abs(numeric) + Math.Sqrt(direction.Count));
            if (Math.Abs(analytic - numeric) <= tolerance)
                return move;
            bool kink = Math.Abs(left - right) > tolerance;
            Assert.IsTrue(
                kink && move < Moves, $"gradient of {x} along a direction: analytic {analytic}, numeric {numeric} ({left} | {right})");
            point[x.Name!] = Add(point[x.Name!], RandomLike(point[x.Name!].Dims, random), 0.05f);

            Dictionary<string, TensorData> Moved(float step) => new(point) { [x.Name!] = Add(point[x.Name!], direction, step) };
        }
    }

    private static double Loss(GraphSession forward, Dictionary<string, TensorData> point, Dictionary<string, TensorData> dY) =>
        forward.Run(point).Select((y, i) => Dot(y, dY[$"dy{i}"])).Sum();

    private static double Dot(TensorData a, TensorData b)
    {
        ReadOnlySpan<float> x = a.AsSpan<float>(), y = b.AsSpan<float>();
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
            sum += (double)x[i] * y[i];
        return sum;
    }

    private static TensorData Add(TensorData x, TensorData direction, float step)
    {
        ReadOnlySpan<float> d = direction.AsSpan<float>();
        float[] moved = x.AsSpan<float>().ToArray();
        for (int i = 0; i < moved.Length; i++)
            moved[i] += step * d[i];
        return TensorData.Create<float>(x.Dims, moved);
    }

    private static TensorData RandomLike(long[] dims, Random random) => TensorData.Create<float>(
        dims, [.. Enumerable.Range(0, (int)dims.Aggregate(1L, (n, d) => n * d)).Select(_ => (random.NextSingle() * 2) - 1)]);
}
