using System.Text;

namespace OnnxEmit.Operators;

/// <summary>
/// Constant data inside the graph. In code, <see cref="Value.Constant(TensorData, string)"/> makes an initializer instead.
/// </summary>
/// <param name="value">A tensor.</param>
/// <param name="valueFloat">One number.</param>
/// <param name="valueFloats">A vector of numbers.</param>
/// <param name="valueInt">One integer.</param>
/// <param name="valueInts">A vector of integers.</param>
/// <param name="valueString">One text.</param>
/// <param name="valueStrings">A vector of texts.</param>
/// <param name="sparseValue">A tensor most of whose elements are 0; the output is dense.</param>
[OnnxOperator(since: 1)]
public sealed partial class Constant(
    TensorData? value = null, float? valueFloat = null, float[]? valueFloats = null, long? valueInt = null, long[]? valueInts = null,
    string? valueString = null, string[]? valueStrings = null, SparseTensorData? sparseValue = null) : Operator
{
    /// <inheritdoc/>
    public override int SinceVersion =>
        sparseValue is not null ? 11 : value is null ? 12 : value.ElementType.Since(value.ElementType.IsFloat ? 1 : 9);

    private readonly TensorData? data = value
        ?? (valueFloat is { } number ? TensorData.Create([], number) : null)
        ?? (valueFloats is not null ? TensorData.Create<float>([valueFloats.Length], valueFloats) : null)
        ?? (valueInt is { } integer ? TensorData.Create([], integer) : null)
        ?? (valueInts is not null ? TensorData.Create<long>([valueInts.Length], valueInts) : null)
        ?? (valueString is not null ? new TensorData([], [Encoding.UTF8.GetBytes(valueString)]) : null)
        ?? (valueStrings is not null ? new TensorData([valueStrings.Length], [.. valueStrings.Select(Encoding.UTF8.GetBytes)]) : null);

    /// <inheritdoc/>
    protected internal override OnnxType InferType() => data?.Type
        ?? (sparseValue is { } sparse && sparse.Dims.All(d => d >= 0) ? new TensorType(sparse.Values.ElementType, Shape.Of(sparse.Dims))
            : throw new OperatorException(this, "exactly one of its value attributes", "none"));

    /// <inheritdoc/>
    protected internal override TensorData? Known(int output) => data;

    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => Gradients.None(0);
}
