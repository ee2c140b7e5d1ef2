namespace OnnxEmit;

/// <content>Short forms for moving elements about.</content>
public static partial class Op
{
    extension(Value x)
    {
        /// <summary>The elements from <paramref name="start"/> to before <paramref name="end"/> along one axis.</summary>
        /// <param name="axis">The axis; negative counts from the end.</param>
        /// <param name="start">The first; negative counts from the end.</param>
        /// <param name="end">The one to stop before; negative counts from the end.</param>
        /// <param name="step">How far it is to the next; negative walks backwards.</param>
        public Value SliceAxis(long axis, long start, long end = long.MaxValue, long step = 1) => Slice(
            x, Value.Constant(start), Value.Constant(end), Value.Constant(axis), step == 1 ? null : Value.Constant(step));

        /// <summary>Pads every axis with zeros.</summary>
        /// <param name="pads">How many before each axis, then how many after each; negative ones crop.</param>
        public Value PadZeros(params ReadOnlySpan<long> pads) =>
            pads.ContainsAnyExcept(0) ? Pad(x, Value.Constant(pads)) : x;

        /// <summary>Parts of these lengths along one axis.</summary>
        /// <param name="axis">The axis; negative counts from the end.</param>
        /// <param name="sizes">The length of each part; together the axis.</param>
        public System.Collections.Immutable.ImmutableArray<Value> SplitAxis(long axis, params ReadOnlySpan<long> sizes) =>
            Split(x, sizes.Length, Value.Constant(sizes), axis);

        /// <summary>Zeros of the shape and element type of this value.</summary>
        public Value ZerosLike() => Zeros(Shape(x), x.ElementType);
    }

    /// <summary>Zeros.</summary>
    /// <param name="shape">Their shape, an Int64 vector.</param>
    /// <param name="type">Their element type.</param>
    public static Value Zeros(Value shape, ElementType type) =>
        ConstantOfShape(shape.OrConstant(), TensorData.Scalar(type, 0).Reshape([1]));

    /// <summary>One number in every place: a constant, or, where that would be large, computed when the model runs.</summary>
    /// <param name="number">The number.</param>
    /// <param name="type">Its element type.</param>
    /// <param name="dims">The shape.</param>
    internal static Value Filled(double number, ElementType type, params ReadOnlySpan<long> dims)
    {
        TensorData one = TensorData.Scalar(type, number).Reshape([1]);
        Value filled = ConstantOfShape(Value.Constant(dims), one);
        if (filled.Shape.Elements.Size is not <= 1 << 16)
            return filled;
        byte[] bytes = new byte[filled.Shape.Elements.Size.Value * one.Bytes.Length];
        for (int at = 0; at < bytes.Length; at += one.Bytes.Length)
            one.Bytes.Span.CopyTo(bytes.AsSpan(at));
        return Value.Constant(new TensorData(type, dims.ToArray(), bytes));
    }

    /// <summary>One element of a vector, as a vector of one.</summary>
    internal static Value Pick(this Value vector, long index) => Gather(vector, Value.Constant(index));

    /// <summary>0, 1, 2 … before <paramref name="length"/>.</summary>
    /// <param name="length">How many, an Int64 vector of one.</param>
    internal static Value Count(Value length) =>
        Range(Value.Constant(TensorData.Create<long>([], [0])), length.Squeeze(0), Value.Constant(TensorData.Create<long>([], [1])));

    /// <summary>One axis cut, or continued with zeros, to a length.</summary>
    /// <param name="x">The tensor.</param>
    /// <param name="axis">The axis, from 0.</param>
    /// <param name="length">The length of the axis in the result, an Int64 vector of one.</param>
    internal static Value FitTo(this Value x, int axis, Value length)
    {
        if (length.Content is [{ } known] && x.Shape[axis] == known)
            return x;
        Value cut = Slice(x, Value.Constant(0), length, Value.Constant(axis));
        Value missing = (length - Shape(cut, axis, axis + 1)).OrConstant();
        if (missing.Content is [{ Size: 0 }])
            return cut;
        Value before = Value.Constant(new long[x.Rank + axis]), after = Value.Constant(new long[x.Rank - axis - 1]);
        return Pad(cut, Concat(0, before, missing, after).OrConstant());
    }

    /// <summary>An integer scalar, or vector of one, as an Int64 vector of one; constant where it is known.</summary>
    internal static Value ToVector(this Value scalar) => scalar.Cast(ElementType.Int64).Reshape(1).OrConstant();

    /// <summary>
    /// A gradient spread along one axis: each slice of <paramref name="dY"/> is added at its place. Places named several times
    /// take the sum.
    /// </summary>
    /// <param name="dY">The slices.</param>
    /// <param name="places">Where each slice of <paramref name="dY"/> along the axis belongs, an Int64 vector.</param>
    /// <param name="axis">The axis, from 0.</param>
    /// <param name="length">The length of the axis in the result, an Int64 vector of one.</param>
    internal static Value ScatterAlong(Value dY, Value places, int axis, Value length)
    {
        long[] row = new long[dY.Rank];
        Array.Fill(row, 1);
        row[axis] = -1;
        Value zeros = Zeros(Concat(0, Shape(dY, 0, axis), length, Shape(dY, axis + 1)), dY.ElementType);
        return ScatterAdd(zeros, places.Reshape(row).ExpandLike(dY), dY, axis);
    }

    /// <summary>Updates added to the data. Serial on the CPU, and right with places named twice, where ScatterND is not.</summary>
    internal static Value ScatterAdd(Value data, Value indices, Value updates, long axis) =>
        data.ElementType is ElementType.Float16 or ElementType.BFloat16                // these types cannot be added by scattering
            ? ScatterAdd(data.Cast(ElementType.Float), indices, updates.Cast(ElementType.Float), axis).Cast(data.ElementType)
            : ScatterElements(data, indices, updates, axis, "add");

    /// <summary>A vector of lengths as a constant where every length is a number.</summary>
    internal static Value OrConstant(this Value vector) =>
        vector is { Data: null, Rank: 1, ElementType: ElementType.Int64, Content: { IsKnown: true } content }
            ? Value.Constant(content.ToSizes()) : vector;
}
