namespace OnnxEmit.Operators;

/// <summary>The discrete Fourier transform as a product with a matrix of cosines and sines.</summary>
internal static class DftMatrix
{
    /// <summary>The transform of <paramref name="x"/> along one axis.</summary>
    /// <param name="x">(…, 1) or (…, 2).</param>
    /// <param name="axis">The axis, from 0.</param>
    /// <param name="n">Its length, a vector of one.</param>
    /// <param name="inverse">Whether to take the inverse transform.</param>
    /// <param name="onesided">Whether a spectrum is its first n/2 + 1 places.</param>
    public static Value Apply(Value x, int axis, Value n, bool inverse, bool onesided)
    {
        Value bins = onesided ? Bins(n) : n;
        x = x.FitTo(axis, inverse ? bins : n);
        Value angles = Angles(inverse ? bins : n, inverse ? n : bins, n, x), cosines = Op.Cos(angles), sines = Op.Sin(angles);
        if (inverse)
        {
            Value share = 1.0 / n.Cast(x.ElementType);
            if (onesided)
                share = Op.Unsqueeze(Shares(n, x) / n.Cast(x.ElementType), Value.Constant(1));
            (cosines, sines) = (cosines * share, sines * -share);
        }

        // The axis comes last for the product and then goes back: (re + i·im)(cos − i·sin), each part by itself.
        long[] perm = [.. Enumerable.Range(0, x.Rank).Select(a => (long)a)];
        (perm[axis], perm[^2]) = (perm[^2], perm[axis]);
        Value moved = Op.Transpose(x, perm);
        Value re = moved.SliceAxis(-1, 0, 1).Squeeze(-1);
        Value? im = x.Shape[^1] == 1 ? null : moved.SliceAxis(-1, 1).FitTo(x.Rank - 1, Value.Constant(1)).Squeeze(-1);
        Value real = Op.MatMul(re, cosines), imaginary = Op.Neg(Op.MatMul(re, sines));
        if (im is not null)
            (real, imaginary) = (real + Op.MatMul(im, sines), imaginary + Op.MatMul(im, cosines));
        Value y = inverse && onesided ? real.Unsqueeze(-1) : Op.Concat(-1, real.Unsqueeze(-1), imaginary.Unsqueeze(-1));
        return Op.Transpose(y, perm);
    }

    /// <summary>
    /// For how many places of the whole spectrum each place of a one-sided one stands: 2, but for the first and the middle.
    /// </summary>
    /// <param name="n">The length of the whole, a vector of one.</param>
    /// <param name="like">Gives the element type.</param>
    public static Value Shares(Value n, Value like)
    {
        Value place = Op.Count(Bins(n)), zero = Value.Constant(0);
        Value single = Op.Or(Op.Equal(place, zero), Op.Equal(place * Value.Constant(2), n));
        return Op.Where(single, Value.Scalar(1, like), Value.Scalar(2, like));
    }

    /// <summary>A vector along one axis of a tensor of this rank.</summary>
    public static Value UnsqueezeTo(this Value vector, int rank, int axis) =>
        vector.Unsqueeze([.. Enumerable.Range(0, rank).Where(a => a != axis).Select(a => (long)a)]);

    private static Value Bins(Value n) => ((n / Value.Constant(2)) + Value.Constant(1)).OrConstant();

    // 2π·jk/n, with jk taken modulo n while it is a whole number: exact for long signals as well.
    private static Value Angles(Value rows, Value columns, Value n, Value like)
    {
        Value turns = Op.Mod(Op.Count(rows).Unsqueeze(1) * Op.Count(columns), n);
        return turns.Cast(like.ElementType) * (2 * Math.PI / n.Cast(like.ElementType));
    }
}
