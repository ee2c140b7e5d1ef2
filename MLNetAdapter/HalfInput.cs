using System.Numerics.Tensors;

namespace MLNetAdapter;

/// <summary>Half-precision tensors from columns of single precision, which is what ML.NET has.</summary>
internal sealed class HalfInput(InputReader<float> reader, int rows) : InputBuffer<Half, float>(reader, rows)
{
    protected override void Copy(ReadOnlySpan<float> items, Span<Half> elements) => TensorPrimitives.ConvertToHalf(items, elements);
}
