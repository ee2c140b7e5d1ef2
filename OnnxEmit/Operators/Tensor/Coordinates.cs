namespace OnnxEmit.Operators;

/// <summary>Coordinates as places in a row: what the operators that pick by coordinates are differentiated through.</summary>
internal static class Coordinates
{
    /// <summary>
    /// The places of coordinates (…, k) among axes of these lengths as if those were one axis; negative ones count from the end.
    /// </summary>
    public static Value ToPlaces(Value coordinates, Value lengths)
    {
        int count = lengths.Shape[0].Size is { } k ? (int)k
            : throw new InvalidOperationException("Coordinates expect a known number of axes.");
        Value negative = Op.Greater(Value.Constant(TensorData.Create<long>([], [0])), coordinates).Cast(ElementType.Int64);
        Value fromStart = coordinates + (negative * lengths.OrConstant());
        Value strides = Op.Concat(0, [.. Enumerable.Range(1, count).Select(axis => Product(lengths.SliceAxis(0, axis)))]).OrConstant();
        return (fromStart * strides).ReduceSum([-1]);
    }

    /// <summary>How many elements axes of these lengths have, as a vector of one.</summary>
    public static Value Product(Value lengths)
    {
        Value product = Value.Constant(1);
        for (int axis = 0; axis < lengths.Shape[0].Size; axis++)
            product *= lengths.Pick(axis);
        return product.OrConstant();
    }
}
