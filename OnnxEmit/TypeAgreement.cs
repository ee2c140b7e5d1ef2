namespace OnnxEmit;

/// <summary>What an operator infers and what a file states, put together.</summary>
internal static class TypeAgreement
{
    /// <summary>The more that is known of either; null where they contradict each other or nothing is known.</summary>
    public static OnnxType? Unify(OnnxType? inferred, OnnxType? stated)
    {
        if (inferred is null || stated is null)
            return inferred ?? stated;
        if (inferred is not TensorType a || stated is not TensorType b)
            return inferred.GetType() == stated.GetType() ? inferred : null;
        if (a.ElementType != b.ElementType)
            return null;
        if (a.Shape is not { } x || b.Shape is not { } y)
            return a.Shape is null ? b : a;
        if (x.Equals(y))
            return b;
        if (x.Rank != y.Rank || x.Zip(y).Any(pair => !pair.First.MayEqual(pair.Second)))
            return null;
        Dim[] dims = new Dim[x.Rank];
        for (int i = 0; i < dims.Length; i++)
            dims[i] = x[i].Unify(y[i]);
        Shape shape = Shape.Create(dims);
        return shape.Equals(y) ? b : shape.Equals(x) ? a : new TensorType(a.ElementType, shape);     // many values, few types
    }
}
