using OnnxEmit.Operators;

namespace OnnxEmit;

/// <summary>
/// Every operator as a method: <c>Op.MatMul(x, w)</c> or <c>x.MatMul(w)</c>. The members with an operator's name are generated from its
/// class; those below are short forms that several rules share.
/// </summary>
public static partial class Op
{
    extension(Value x)
    {
        /// <summary>A + B.</summary>
        public static Value operator +(Value a, Value b) => Add(a, b);

        /// <summary>A − B.</summary>
        public static Value operator -(Value a, Value b) => Sub(a, b);

        /// <summary>A · B.</summary>
        public static Value operator *(Value a, Value b) => Mul(a, b);

        /// <summary>A ÷ B.</summary>
        public static Value operator /(Value a, Value b) => Div(a, b);

        /// <summary>A + number.</summary>
        public static Value operator +(Value a, double b) => Add(a, Value.Scalar(b, a));

        /// <summary>A − number.</summary>
        public static Value operator -(Value a, double b) => Sub(a, Value.Scalar(b, a));

        /// <summary>number − A.</summary>
        public static Value operator -(double a, Value b) => Sub(Value.Scalar(a, b), b);

        /// <summary>A · number.</summary>
        public static Value operator *(Value a, double b) => Mul(a, Value.Scalar(b, a));

        /// <summary>A ÷ number.</summary>
        public static Value operator /(Value a, double b) => Div(a, Value.Scalar(b, a));

        /// <summary>number ÷ A.</summary>
        public static Value operator /(double a, Value b) => Div(Value.Scalar(a, b), b);

        /// <summary>−A.</summary>
        public static Value operator -(Value a) => Neg(a);

        /// <summary>The same elements under the shape of these sizes; one may be −1.</summary>
        public Value Reshape(params ReadOnlySpan<long> sizes) => Reshape(x, Value.Constant(sizes));

        /// <summary>Inserts axes of length 1 at these places of the result.</summary>
        public Value Unsqueeze(params ReadOnlySpan<long> axes) => Unsqueeze(x, Value.Constant(axes));

        /// <summary>Removes these axes, of length 1.</summary>
        public Value Squeeze(params ReadOnlySpan<long> axes) => Squeeze(x, Value.Constant(axes));

        /// <summary>The elements as another type; the value itself where it has that type already.</summary>
        public Value Cast(ElementType type) => x.ElementType == type ? x : new Cast(x, type).Output;

        /// <summary>The sum over these axes.</summary>
        public Value ReduceSum(ReadOnlySpan<long> axes, bool keepdims = false) =>
            axes.IsEmpty ? x : ReduceSum(x, Value.Constant(axes), keepdims);

        /// <summary>The last two axes exchanged.</summary>
        public Value SwapLastAxes()
        {
            long[] perm = [.. Enumerable.Range(0, x.Rank).Select(axis => (long)axis)];
            (perm[^1], perm[^2]) = (perm[^2], perm[^1]);
            return Transpose(x, perm);
        }

        /// <summary>All axes but the last as one.</summary>
        public Value FlattenTo2D() => x.Rank == 2 ? x : ReshapeTo(x, [x.Shape[..^1].Elements, x.Shape[^1]], like: null);

        /// <summary>The elements under the shape of <paramref name="like"/>, which has as many.</summary>
        public Value ReshapeLike(Value like) => ReshapeTo(x, like.Shape, like);

        /// <summary>Repeated to the shape of <paramref name="like"/>.</summary>
        public Value ExpandLike(Value like) =>
            x.Shape.Equals(like.Shape) ? x : Expand(x, like.Shape.IsKnown ? Value.Constant(like.Shape.ToSizes()) : Shape(like));

        /// <summary>
        /// Undoes broadcasting: the sum over the axes along which <paramref name="like"/> was repeated to the shape of this value. The one
        /// place where gradients are summed back.
        /// </summary>
        public Value SumTo(Value like)
        {
            if (x.Shape.Equals(like.Shape))
                return x;
            int extra = x.Rank - like.Rank;
            long[] leading = [.. Enumerable.Range(0, extra).Select(axis => (long)axis)];
            long[] repeated = [.. Enumerable.Range(extra, like.Rank).Where(axis => like.Shape[axis - extra] == 1 && x.Shape[axis] != 1)
                .Select(axis => (long)axis)];
            Value sum = repeated.Length == 0 ? x.ReduceSum(leading)
                : leading.Length == 0 ? x.ReduceSum(repeated, keepdims: true)
                : x.ReduceSum(repeated, keepdims: true).ReduceSum(leading);
            return sum.Shape.Equals(like.Shape) || !like.Shape.Zip(sum.Shape).Any(pair => !pair.First.MayEqual(pair.Second))
                ? sum
                : throw new InvalidOperationException($"A gradient expects to be summed to {like.Shape}. Received: {x.Shape}.");
        }
    }

    // Names cannot stand in a constant shape: one open axis is -1, several are taken from the value to be like.
    private static Value ReshapeTo(Value x, Shape shape, Value? like)
    {
        if (shape.Equals(x.TensorType.Shape))
            return x;
        int open = shape.Count(d => !d.IsKnown);
        if (shape.Any(d => d.Size == 0) && (open == 0 || like is not null))        // where a 0 would mean the axis of the input
            return Reshape(x, open == 0 ? Value.Constant(shape.ToSizes()) : Shape(like!), allowzero: true);
        return open <= 1 ? x.Reshape([.. shape.Select(d => d.Size ?? -1)])
            : like is not null ? Reshape(x, Shape(like))
            : throw new InvalidOperationException($"A reshape expects at most one length that is not a number. Received: {shape}.");
    }
}
