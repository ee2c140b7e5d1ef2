using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>Where each point of an image is taken from when an affine map moves it: the grid for GridSample.</summary>
/// <remarks>
/// Points are those of an image of <paramref name="size"/> in coordinates from −1 to 1, x before y before z. Theta (N, 2, 3) and size
/// (N, C, H, W) give (N, H, W, 2), theta (N, 3, 4) and size (N, C, D, H, W) give (N, D, H, W, 3).
/// </remarks>
/// <param name="theta">The maps: a matrix and a shift for each image; a float type.</param>
/// <param name="size">The shape of the images, an Int64 vector.</param>
/// <param name="alignCorners">Whether −1 and 1 are the centres of the outermost points rather than their outer edges.</param>
/// <seealso href="https://arxiv.org/abs/1506.02025"/>
[OnnxOperator(since: 20)]
public sealed partial class AffineGrid(Value theta, Value size, bool alignCorners = false) : Operator(theta, size)
{
    /// <inheritdoc/>
    protected internal override OnnxType InferType()
    {
        if (Theta.Rank != 3 || Size.Rank != 1 || Size.ElementType != ElementType.Int64 || !(Fits(2) || Fits(3)))
        {
            throw new OperatorException(
                this, "theta (N, 2, 3) with an Int64 size of 4 or theta (N, 3, 4) with one of 5", $"{Theta.Shape}, {Size.TensorType}");
        }

        if (Axes is not { } axes)
            return new TensorType(Theta.ElementType, null);
        if (Size.Content is not { } given)
            return new TensorType(Theta.ElementType, [Theta.Shape[0], .. Lengths.Unknown(axes), axes]);
        if (!Theta.Shape[0].MayEqual(given[0]))
            throw new OperatorException(this, "as many maps as images", $"theta {Theta.Shape}, size {given}");
        return new TensorType(Theta.ElementType, [Theta.Shape[0].Unify(given[0]), .. given[2..], axes]);
    }

    // Two or three, known from either input; null where only the run tells.
    private int? Axes => Fits(2) && Fits(3) ? null : Fits(2) ? 2 : 3;

    private bool Fits(int axes) => Theta.Shape[1].MayEqual(axes) && Theta.Shape[2].MayEqual(axes + 1) && Size.Shape[0].MayEqual(axes + 2);

    // The points (x, y, z, 1) of the image as rows of a matrix, times the maps.
    /// <inheritdoc/>
    protected internal override ImmutableArray<Value>? Decompose()
    {
        if (Axes is not { } axes)
            return null;
        Value lengths = Size.Reshape(axes + 2).SliceAxis(0, 2).OrConstant(), one = Value.Constant(1);
        Value shape = Op.Concat(0, lengths, one).OrConstant();
        IEnumerable<Value> coordinates = Enumerable.Range(0, axes).Reverse().Select(axis =>
            Op.Expand(Coordinates(lengths.Pick(axis).OrConstant()).UnsqueezeTo(axes + 1, axis), shape));
        Value ones = Op.ConstantOfShape(shape, TensorData.Scalar(Theta.ElementType, 1).Reshape([1]));
        Value points = Op.Concat(-1, [.. coordinates, ones]).Reshape(-1, axes + 1);
        Value grid = Op.MatMul(points, Theta.SwapLastAxes());
        return [Op.Reshape(grid, Op.Concat(0, Op.Shape(Theta, 0, 1), lengths, Value.Constant(axes)).OrConstant())];
    }

    // From −1 to 1, counted from the end: a single aligned point is 1.
    private Value Coordinates(Value length)
    {
        Value place = Op.Count(length).Cast(Theta.ElementType), count = length.Cast(Theta.ElementType);
        return alignCorners
            ? 1 - ((count - 1 - place) * (2 / Op.Max(count - 1, Value.Scalar(1, count))))
            : (((place * 2) + 1) / count) - 1;
    }
}
