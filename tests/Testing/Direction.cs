using Microsoft.ML.OnnxRuntime;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using OnnxEmit;

namespace Testing;

/// <summary>The slope of a graph's weighted outputs along one direction of one input, as its gradient says and as differences do.</summary>
/// <param name="forward">The graph.</param>
/// <param name="backward">Its gradients; null where it has none.</param>
/// <param name="input">The input that is moved.</param>
/// <param name="gradient">Which of the gradients is that of this input; null where none flows.</param>
/// <param name="point">Where all inputs stand.</param>
/// <param name="dYs">The weights of the outputs.</param>
/// <param name="direction">Where the input is moved to.</param>
internal sealed class Direction(
    GraphSession forward, GraphSession? backward, string input, int? gradient, Dictionary<string, TensorData> point, TensorData[] dYs,
    TensorData direction)
{
    private readonly TensorData[] middle = forward.Run(point);

    /// <summary>How many elements are moved.</summary>
    public long Count => direction.Count;

    /// <summary>The slope over one step.</summary>
    /// <remarks>
    /// Outputs that are infinite or no number somewhere on the way do not count. An element whose slope is infinite for that reason, at the
    /// end of a domain, is not moved.
    /// </remarks>
    public Differences Measure(float step)
    {
        TensorData up = Add(point[input], direction, step), down = Add(point[input], direction, -step);
        TensorData[] above = Outputs(up), below = Outputs(down);
        TensorData[] weights = [.. dYs.Select((dY, i) => Finite(dY, middle[i], above[i], below[i]))];
        double high = Loss(above, weights), low = Loss(below, weights), here = Loss(middle, weights);
        TensorData? slope = gradient is { } at
            ? backward!.Run(point.Concat(weights.Select((dY, i) => KeyValuePair.Create($"dy{i}", dY))).ToDictionary())[at]
            : null;
        bool isMasked = weights.Zip(dYs).Any(pair => !ReferenceEquals(pair.First, pair.Second));
        if (slope is not null && isMasked && Still(slope) is { } rest)
            return new Direction(forward, backward, input, gradient, point, dYs, rest).Measure(step);
        Assert.IsTrue(
            slope is null || weights.All(dY => dY.Count == 0) || weights.Any(dY => dY.AsSpan<float>().ContainsAnyExcept(0)),
            "no output is a number");
        return new(
            slope is null ? 0 : Analytic(slope, up, down, step), (high - low) / (2 * step), (here - low) / step, (high - here) / step);
    }

    /// <summary>A tensor moved along a direction.</summary>
    public static TensorData Add(TensorData x, TensorData direction, float step)
    {
        ReadOnlySpan<float> d = direction.AsSpan<float>();
        float[] moved = x.AsSpan<float>().ToArray();
        for (int i = 0; i < moved.Length; i++)
            moved[i] += step * d[i];
        return TensorData.Create<float>(x.Dims, moved);
    }

    private TensorData[] Outputs(TensorData moved)
    {
        try
        {
            return forward.Run(new Dictionary<string, TensorData>(point) { [input] = moved });
        }
        catch (OnnxRuntimeException) when (gradient is null)     // numbers that the operator refuses, and of which nothing is claimed
        {
            return [.. middle.Select(y => TensorData.Create<float>(y.Dims, [.. Enumerable.Repeat(float.NaN, (int)y.Count)]))];
        }
    }

    // Where all are numbers, the weights as they are.
    private static TensorData Finite(TensorData dY, params ReadOnlySpan<TensorData> outputs)
    {
        float[] weights = dY.AsSpan<float>().ToArray();
        foreach (TensorData output in outputs)
        {
            ReadOnlySpan<float> y = output.AsSpan<float>();
            for (int i = 0; i < weights.Length; i++)
                weights[i] = float.IsFinite(y[i]) ? weights[i] : 0;
        }

        return weights.AsSpan().SequenceEqual(dY.AsSpan<float>()) ? dY : TensorData.Create<float>(dY.Dims, weights);
    }

    // The direction without the elements whose slope is infinite; null where all are finite or still.
    private TensorData? Still(TensorData slope)
    {
        float[] rest = direction.AsSpan<float>().ToArray();
        ReadOnlySpan<float> slopes = slope.AsSpan<float>();
        for (int i = 0; i < rest.Length; i++)
            rest[i] = float.IsFinite(slopes[i]) ? rest[i] : 0;
        return rest.AsSpan().SequenceEqual(direction.AsSpan<float>()) ? null : TensorData.Create<float>(direction.Dims, rest);
    }

    // Along the way that was really gone: large numbers round.
    private static double Analytic(TensorData slope, TensorData up, TensorData down, float step)
    {
        ReadOnlySpan<float> s = slope.AsSpan<float>(), u = up.AsSpan<float>(), d = down.AsSpan<float>();
        double sum = 0;
        for (int i = 0; i < s.Length; i++)
            sum += u[i] == d[i] || float.IsNaN(u[i]) ? 0 : s[i] * (((double)u[i] - d[i]) / (2 * step));
        return sum;
    }

    private static double Loss(TensorData[] ys, TensorData[] weights)
    {
        double sum = 0;
        foreach ((TensorData output, TensorData weight) in ys.Zip(weights))
        {
            ReadOnlySpan<float> y = output.AsSpan<float>(), w = weight.AsSpan<float>();
            for (int i = 0; i < y.Length; i++)
                sum += w[i] == 0 ? 0 : (double)y[i] * w[i];
        }

        return sum;
    }
}

/// <summary>A slope: as the gradient says, over a step to both sides, and to one side each.</summary>
internal readonly record struct Differences(double Analytic, double Numeric, double Left, double Right)
{
    public override string ToString() => $"analytic {Analytic}, numeric {Numeric} ({Left} | {Right})";
}
