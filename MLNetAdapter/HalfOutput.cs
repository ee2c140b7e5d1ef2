using System.Numerics.Tensors;
using Fluent;

namespace MLNetAdapter;

/// <summary>Half-precision tensors into columns of single precision.</summary>
internal sealed class HalfOutput(TensorColumn tensor, int rows) : OutputBuffer<Half, float>(tensor)
{
    private readonly BoundOutput<Half> bound = new(tensor, rows);

    public override void Bind(Binding binding, int rows)
    {
        if (bound.IsKnown)
        {
            Data = bound.Bind(binding, rows);
        }
        else
        {
            base.Bind(binding, rows);
        }
    }

    public override void Collect(Binding binding, int rows)
    {
        if (!bound.IsKnown)
        {
            base.Collect(binding, rows);
        }
    }

    protected override void Copy(ReadOnlySpan<Half> row, Span<float> destination) => TensorPrimitives.ConvertToSingle(row, destination);

    protected override double Number(Half element) => (double)element;
}
