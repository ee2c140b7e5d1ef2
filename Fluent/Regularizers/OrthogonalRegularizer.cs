using OnnxEmit;

namespace Fluent;

/// <summary>The mean |cosine| between different rows or columns of a matrix, times the factor: drives them to right angles.</summary>
/// <param name="factor">The factor, 0 or more.</param>
/// <param name="mode"><c>rows</c> or <c>columns</c>.</param>
public sealed partial class OrthogonalRegularizer(float factor = 0.01f, string mode = "rows") : Regularizer
{
    /// <summary>The factor.</summary>
    public float Factor { get; } = Check.NotNegative(factor, nameof(OrthogonalRegularizer));

    /// <summary><c>rows</c> or <c>columns</c>.</summary>
    public string Mode { get; } = Check.OneOf(mode, nameof(OrthogonalRegularizer), ["rows", "columns"]);

    /// <inheritdoc/>
    protected internal override Value Lower(Value x)
    {
        ArgumentNullException.ThrowIfNull(x);
        int axis = Mode == "rows" ? 0 : 1;
        if (x.Rank != 2 || x.Shape[axis].Size is not { } size)
            throw new FluentException(nameof(OrthogonalRegularizer), "a matrix of known sizes", $"{x.TensorType}");
        Value norm = Op.Sqrt((x * x).ReduceSum([1 - axis], keepdims: true));
        Value unit = x / Op.Max(norm, Value.Scalar(Defaults.Epsilon, x));
        Value cosines = Mode == "rows" ? Op.MatMul(unit, unit.SwapLastAxes()) : Op.MatMul(unit.SwapLastAxes(), unit);

        // All but the diagonal; each pair stands there twice.
        float[] others = [.. Enumerable.Range(0, checked((int)(size * size))).Select(i => i / size == i % size ? 0f : 1f)];
        Value outside = Value.Constant(TensorData.Create<float>([size, size], others)).Cast(x.ElementType);
        return Op.ReduceSum(Op.Abs(cosines * outside), keepdims: false) * (Factor / Math.Max(1, size * (size - 1.0)));
    }
}
