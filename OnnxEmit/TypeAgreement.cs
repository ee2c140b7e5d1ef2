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
        if (x.Rank != y.Rank || x.Zip(y).Any(pair => !pair.First.MayEqual(pair.Second)))
            return null;
        return new TensorType(a.ElementType, [.. x.Zip(y, (d, e) => d.Unify(e))]);
    }
}
