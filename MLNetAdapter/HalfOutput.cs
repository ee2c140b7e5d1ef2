using System.Numerics.Tensors;

namespace MLNetAdapter;

/// <summary>Half-precision tensors into columns of single precision.</summary>
internal sealed class HalfOutput(TensorColumn tensor, int rows) : BoundOutput<Half, float>(tensor, rows)
{
    protected override void Copy(ReadOnlySpan<Half> row, Span<float> destination) => TensorPrimitives.ConvertToSingle(row, destination);

    protected override double Number(Half element) => (double)element;
}
