using System.Collections.Immutable;

namespace OnnxEmit;

/// <summary>
/// Computes what is known: operators that rearrange constant data, and integers whose elements are lengths that are all numbers. Arithmetic
/// on floating-point numbers is left to the runtime.
/// </summary>
public static class FoldConstants
{
    // Repeating a little over much must not make a file large.
    private const long GrowthLimit = 1 << 16;

    /// <summary>The graph after the pass.</summary>
    /// <param name="graph">Any graph.</param>
    public static Graph Apply(Graph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return Rewriter.Apply(graph, Fold);
    }

    /// <summary>The constant that an operator gives; null where it is not known, or is computed from one that is kept.</summary>
    internal static ImmutableArray<Value>? Fold(Operator op, Func<Value, bool> isKept) =>
        MayBeKnown(op) && !op.Inputs.Any(x => x is not null && isKept(x)) ? Fold(op) : null;

    // Asked first, as few are: what is kept may take a table to tell.
    private static bool MayBeKnown(Operator op) =>
        op.Outputs is [{ Content.IsKnown: true }] || !op.Inputs.Any(static x => x is { Data: null });

    /// <summary>The constant that an operator gives; null where it is not known.</summary>
    internal static ImmutableArray<Value>? Fold(Operator op) =>
        op.Outputs is [{ Data: null } output] && Known(op, output) is { } data ? [Value.Constant(data)] : null;

    private static TensorData? Known(Operator op, Value output)
    {
        if (output.Content is { IsKnown: true } content)
            return Lengths(content, output.TensorType);
        if (op.Inputs.IsEmpty || op.Inputs.Any(input => input is { Data: null }) || !Fits(op, output))
            return null;
        return op.Fold([.. op.Inputs.Select(input => input?.Data)]);
    }

    private static TensorData? Lengths(Shape content, TensorType type)
    {
        long[] numbers = content.ToSizes(), dims = type.Shape!.Rank == 0 ? [] : [numbers.Length];
        return type.ElementType == ElementType.Int64 ? TensorData.Create<long>(dims, numbers)
            : type.ElementType == ElementType.Bool ? TensorData.Create<bool>(dims, [.. numbers.Select(n => n != 0)])
            : numbers.Any(n => n != (int)n) ? null
            : TensorData.Create<int>(dims, [.. numbers.Select(n => (int)n)]);
    }

    private static bool Fits(Operator op, Value output) =>
        output.Type is TensorType { Shape.Elements.Size: { } count } type && type.ElementType.ByteSize(count) is { } size
        && size <= Math.Max(GrowthLimit, op.Inputs.Sum(input => (long)(input?.Data!.Bytes.Length ?? 0)));
}
