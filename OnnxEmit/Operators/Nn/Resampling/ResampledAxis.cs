namespace OnnxEmit.Operators;

/// <summary>What resampling does along one axis: a linear map.</summary>
/// <param name="Axis">The axis.</param>
/// <param name="Input">Its length before.</param>
/// <param name="Output">Its length after.</param>
/// <param name="Map">The matrix, output × input.</param>
internal sealed record ResampledAxis(int Axis, long Input, long Output, float[] Map)
{
    /// <summary>Whether nothing changes.</summary>
    public bool IsIdentity => Repeats == 1;

    /// <summary>How often each element is repeated, where that is all that happens.</summary>
    public long? Repeats
    {
        get
        {
            if (Input == 0 || Output % Input != 0)
                return null;
            long times = Output / Input;
            for (long row = 0; row < Output; row++)
            {
                for (long column = 0; column < Input; column++)
                {
                    if (Map[(row * Input) + column] != (row / times == column ? 1 : 0))
                        return null;
                }
            }

            return times;
        }
    }

    /// <summary>The transposed map as a map.</summary>
    public ResampledAxis Reversed()
    {
        float[] reversed = new float[Map.Length];
        for (long row = 0; row < Output; row++)
        {
            for (long column = 0; column < Input; column++)
                reversed[(column * Output) + row] = Map[(row * Input) + column];
        }

        return new(Axis, Output, Input, reversed);
    }

    /// <summary>The transposed maps of a gradient, one axis after the other.</summary>
    public static Value Transposed(Value dY, IReadOnlyList<ResampledAxis> maps)
    {
        if (maps.Count > 0 && dY.Rank is >= 3 and <= 5 && maps.All(m => m.Axis >= 2 && m.Repeats is not null))
            return SumOfRepeats(dY, maps);
        return maps.OrderBy(m => (double)m.Input / m.Output).Aggregate(dY, (gradient, map) => map.Transposed(gradient));
    }

    // Pooling is the fastest sum over blocks that there is on the CPU.
    private static Value SumOfRepeats(Value dY, IReadOnlyList<ResampledAxis> maps)
    {
        long[] block = [.. Enumerable.Range(2, dY.Rank - 2).Select(axis => maps.FirstOrDefault(m => m.Axis == axis)?.Repeats ?? 1)];
        return Op.AveragePool(dY, block, strides: block) * block.Aggregate(1.0, (product, n) => product * n);
    }

    // Axes before and behind become one each, so that any axis is a matrix product.
    private Value Transposed(Value dY)
    {
        Value map = Value.Constant(TensorData.Create<float>([Output, Input], Map)).Cast(dY.ElementType);
        if (Axis == dY.Rank - 1)
            return Op.MatMul(dY, map);
        if (Axis == dY.Rank - 2)
            return Op.MatMul(map.SwapLastAxes(), dY);
        Value flat = dY.Reshape(dY.Shape[..Axis].Elements.Size ?? -1, Output, dY.Shape[(Axis + 1)..].Elements.Size ?? -1);
        return Op.MatMul(map.SwapLastAxes(), flat).Reshape([.. dY.Shape.With(Axis, Input).Select(d => d.Size ?? -1)]);
    }
}
