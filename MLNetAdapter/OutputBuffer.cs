using System.Runtime.InteropServices;
using Fluent;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetAdapter;

/// <summary>Holds one output of a block and serves it row by row.</summary>
internal abstract class OutputBuffer(TensorColumn tensor)
{
    public TensorColumn Tensor => tensor;

    /// <summary>Makes the memory the output of the next run.</summary>
    public abstract void Bind(Binding binding, int rows);

    /// <summary>Takes over what the run gave, where the memory was not ours.</summary>
    public virtual void Collect(Binding binding, int rows)
    {
    }

    /// <summary>
    /// Lets runs of a single row tell how long the output is: what looks like the batch need not be it, as with the boxes found in an
    /// image. Returns whether that is new.
    /// </summary>
    public virtual bool Open() => false;

    /// <summary>How far apart two rows are numerically, relative to the larger: 0 where equal.</summary>
    public abstract double Distance(int slot, OutputBuffer other, int otherSlot);
}

/// <summary>An output of elements of one type, served as items of another or the same.</summary>
internal abstract class OutputBuffer<TElement, TItem>(TensorColumn tensor) : OutputBuffer(tensor)
{
    private long[]? shape;

    /// <summary>The whole output.</summary>
    protected TElement[] Data { get; set; } = [];

    /// <summary>How many elements each row of this block has.</summary>
    protected int RowSize { get; set; } = tensor.RowSize;

    public override void Bind(Binding binding, int rows)
    {
        // Only its own run tells how long an output of open size is.
        binding.Allocate(Tensor.Tensor.Name);
    }

    public override void Collect(Binding binding, int rows)
    {
        Data = binding.Read<TElement>(Tensor.Tensor.Name, out shape, Tensor.Tensor.ElementType);
        if (Tensor.IsBatch && rows > 1 && (shape.Length == 0 || shape[0] != rows))
        {
            throw new FluentTransformException(
                $"Output column {Tensor}",
                "one result a row",
                $"the shape [{string.Join(", ", shape)}] for {rows} rows. Set BatchSize = 1 where the model cannot take rows together");
        }

        RowSize = Data.Length / rows;
    }

    /// <summary>A getter of output number <paramref name="output"/> at the row of <paramref name="place"/>.</summary>
    public static ValueGetter<VBuffer<TItem>> Getter(RowPlace place, int output)
    {
        Block? block = null;
        OutputBuffer<TElement, TItem> buffer = null!;
        return (ref VBuffer<TItem> destination) =>
        {
            int slot = place.Scored;
            if (!ReferenceEquals(block, place.Block))
            {
                block = place.Block;
                buffer = (OutputBuffer<TElement, TItem>)block.Outputs[output]!;
            }

            buffer.Get(slot, ref destination);
        };
    }

    public override double Distance(int slot, OutputBuffer other, int otherSlot)
    {
        var that = (OutputBuffer<TElement, TItem>)other;
        ReadOnlySpan<TElement> a = Data.AsSpan(slot * RowSize, RowSize), b = that.Data.AsSpan(otherSlot * that.RowSize, that.RowSize);
        if (a.Length != b.Length)
        {
            return double.PositiveInfinity;
        }

        double largest = 0, difference = 0;
        for (int i = 0; i < a.Length; i++)
        {
            (double x, double y) = (Number(a[i]), Number(b[i]));
            if (!x.Equals(y))
            {
                largest = Math.Max(largest, Math.Max(Math.Abs(x), Math.Abs(y)));
                difference = Math.Max(difference, double.IsFinite(x - y) ? Math.Abs(x - y) : double.PositiveInfinity);
            }
        }

        return difference > 0 ? difference / largest : 0;
    }

    /// <summary>A getter of the one item that output number <paramref name="output"/> has at the row of <paramref name="place"/>.</summary>
    public static ValueGetter<TItem> ScalarGetter(RowPlace place, int output) => (ref TItem destination) =>
    {
        int slot = place.Scored;
        var buffer = (OutputBuffer<TElement, TItem>)place.Block.Outputs[output]!;
        buffer.Copy(buffer.Data.AsSpan(slot, 1), MemoryMarshal.CreateSpan(ref destination, 1));
    };

    private void Get(int slot, ref VBuffer<TItem> destination)
    {
        int size = RowSize;
        if (destination.Length != size || !destination.IsDense)
        {
            // Only the first row into a buffer makes it what the next ones find.
            destination = VBufferEditor.Create(ref destination, size).Commit();
        }

        Copy(Data.AsSpan(slot * size, size), VBufferEditor.CreateFromBuffer(ref destination).Values);
    }

    /// <summary>Turns a row's elements into items.</summary>
    protected abstract void Copy(ReadOnlySpan<TElement> row, Span<TItem> destination);

    /// <summary>An element as a number; equal elements give equal numbers.</summary>
    protected abstract double Number(TElement element);
}
