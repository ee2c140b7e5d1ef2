namespace OnnxEmit.Operators;

/// <summary>Reorders the axes.</summary>
/// <remarks>Axis i of the output is axis <c>perm[i]</c> of the input.</remarks>
/// <param name="x">Any tensor.</param>
/// <param name="perm">The order; reversed when omitted.</param>
[OnnxOperator(since: 1)]
public sealed partial class Transpose(Value x, long[]? perm = null) : Operator(x)
{
    /// <inheritdoc/>
    public override int SinceVersion => X.ElementType.Since(1, float8: 21);

    /// <summary>The order of the axes, also where the attribute is left out.</summary>
    internal int[] Perm => perm is null ? [.. Enumerable.Range(0, X.Rank).Reverse()] : Array.ConvertAll(perm, axis => (int)axis);

    /// <inheritdoc/>
    protected internal override bool OnlyArranges => true;

    internal override bool KeepsRows(ReadOnlySpan<bool> rows) => Perm[0] == 0;

    /// <inheritdoc/>
    protected internal override OnnxType InferType()
    {
        int[] order = Perm;
        bool[] named = new bool[X.Rank];
        Dim[] dims = new Dim[X.Rank];
        for (int i = 0; i < order.Length; i++)
        {
            if (order.Length != named.Length || order[i] < 0 || order[i] >= named.Length || named[order[i]])
                throw NotAnOrder(order);
            named[order[i]] = true;
            dims[i] = X.Shape[order[i]];
        }

        return order.Length == dims.Length ? new TensorType(X.ElementType, Shape.Create(dims)) : throw NotAnOrder(order);
    }

    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => [Op.Transpose(dY, Inverse(Perm))];

    /// <inheritdoc/>
    protected internal override TensorData? Fold(ReadOnlySpan<TensorData?> inputs) =>
        inputs[0] is { } x ? Movement.Transpose(x, Perm) : null;

    internal override long[]? LengthsRead(int input, long[] wanted) => [.. Inverse(Perm).Select(axis => wanted[axis])];

    private OperatorException NotAnOrder(int[] order) =>
        new(this, $"perm to name each of the {X.Rank} axes of X once", $"[{string.Join(", ", order)}], X {X.Shape}");

    internal static long[] Inverse(ReadOnlySpan<int> perm)
    {
        long[] inverse = new long[perm.Length];
        for (int i = 0; i < perm.Length; i++)
            inverse[perm[i]] = i;
        return inverse;
    }

    /// <inheritdoc/>
    protected internal override Value? Unchanged() => Perm.SequenceEqual(Enumerable.Range(0, X.Rank)) ? X : null;
}
