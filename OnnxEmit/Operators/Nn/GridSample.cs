using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>Samples X at places that a grid names, between its elements.</summary>
/// <remarks>
/// X (batch, channels, height, width) and a grid (batch, h, w, 2) give (batch, channels, h, w); likewise with more spatial axes. The last
/// axis of the grid holds coordinates from −1, the beginning of an axis, to 1, its end, those of X's last axis first.
/// </remarks>
/// <param name="x">Input of shape (batch, channels, …).</param>
/// <param name="grid">The places, (batch, …, number of spatial axes); a float type.</param>
/// <param name="alignCorners">Whether −1 and 1 are the centres of the outermost elements, rather than their outer edges.</param>
/// <param name="mode">linear, nearest or cubic: from how many elements each is made.</param>
/// <param name="paddingMode">What lies outside X: zeros, border (the nearest element) or reflection (X, mirrored).</param>
[OnnxOperator(since: 20)]
public sealed partial class GridSample(
    Value x, Value grid, bool alignCorners = false, string mode = "linear", string paddingMode = "zeros") : Operator(x, grid)
{
    /// <inheritdoc/>
    public override int SinceVersion =>
        X.ElementType == ElementType.BFloat16 || Grid.ElementType == ElementType.BFloat16 ? 22 : 20;

    /// <inheritdoc/>
    protected internal override OnnxType InferType()
    {
        int rank = Window.RankOf(this, X);
        if (Grid.Rank != X.Rank || !Grid.Shape[^1].MayEqual(rank) || !Grid.Shape[0].MayEqual(X.Shape[0]))
            throw new OperatorException(this, $"a grid of shape (batch, …, {rank}), of X's rank", $"X {X.Shape}, grid {Grid.Shape}");
        if (mode is not ("linear" or "nearest" or "cubic"))
            throw new OperatorException(this, "mode to be linear, nearest or cubic", mode);
        if (paddingMode is not ("zeros" or "border" or "reflection"))
            throw new OperatorException(this, "padding_mode to be zeros, border or reflection", paddingMode);
        return new TensorType(X.ElementType, [.. X.Shape[..2], .. Grid.Shape[1..^1]]);
    }

    // Up to version 19 linear was called bilinear, and X had two spatial axes.
    /// <inheritdoc/>
    protected internal override ImmutableArray<Value>? OlderForm(int opset)
    {
        if (opset < 16 || X.Rank != 4 || SinceVersion > 20)
            return Decompose();
        string older = mode switch { "linear" => "bilinear", "cubic" => "bicubic", _ => mode };
        return AsOf(16, Inputs.AsSpan(),
            [new("mode", older), new("padding_mode", paddingMode), new("align_corners", alignCorners ? 1L : 0L)]);
    }

    // Each place takes some elements along each axis, weighted: picked from X with its spatial axes as one.
    /// <inheritdoc/>
    protected internal override ImmutableArray<Value>? Decompose()
    {
        if (!X.ElementType.IsFloat)
            return null;
        int rank = X.Rank - 2;
        Value coordinates = Op.Transpose(Grid.Cast(ElementType.Float).Reshape(0, -1, rank), [0, 2, 1]);
        Value? places = null, weights = null;
        for (int axis = 0; axis < rank; axis++)
        {
            Value length = Op.Shape(X, axis + 2, axis + 3).OrConstant();
            SampledAxis sampled = new(coordinates.SliceAxis(1, rank - 1 - axis, rank - axis), length, alignCorners, mode, paddingMode);
            places = places is null ? sampled.Places : Every(places * length, sampled.Places, (a, b) => a + b);
            weights = weights is null ? sampled.Weights : Every(weights, sampled.Weights, (a, b) => a * b);
        }

        // (batch, taps, places) to (batch, channels, taps · places) and back, so that X is picked from once.
        long taps = places!.Shape[1].Size!.Value;
        Value channels = Op.Concat(0, Op.Shape(X, 0, 2), Value.Constant(1)).OrConstant();
        Value picked = Op.GatherElements(X.Reshape(0, 0, -1), Op.Expand(places.Reshape(0, 1, -1), channels), 2);
        Value weighted = picked.Reshape(0, 0, taps, -1) * weights!.Unsqueeze(1).Cast(X.ElementType);
        Value shape = Op.Concat(0, Op.Shape(X, 0, 2), Op.Shape(Grid, 1, -1)).OrConstant();
        return [Op.Reshape(weighted.ReduceSum([2]), shape)];
    }

    // Each of one axis' taps with each of the next one's.
    private static Value Every(Value a, Value b, Func<Value, Value, Value> combine)
    {
        long taps = a.Shape[1].Size!.Value * b.Shape[1].Size!.Value;
        Value all = combine(a.Unsqueeze(2), b.Unsqueeze(1));
        return Op.Reshape(all, Op.Concat(0, Value.Constant(0, taps), Value.Constant(-1)).OrConstant());
    }
}
