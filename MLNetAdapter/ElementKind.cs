using Microsoft.ML;
using Microsoft.ML.Data;
using OnnxEmit;

namespace MLNetAdapter;

/// <summary>How elements of one .NET type travel between columns and tensors.</summary>
/// <param name="item">The type of a column's items.</param>
internal abstract class ElementKind(PrimitiveDataViewType item)
{
    private static readonly Dictionary<ElementType, ElementKind> Kinds = new()
    {
        [ElementType.Float] = new PlainKind<float>(NumberDataViewType.Single),
        [ElementType.Double] = new PlainKind<double>(NumberDataViewType.Double),
        [ElementType.Int8] = new PlainKind<sbyte>(NumberDataViewType.SByte),
        [ElementType.Int16] = new PlainKind<short>(NumberDataViewType.Int16),
        [ElementType.Int32] = new PlainKind<int>(NumberDataViewType.Int32),
        [ElementType.Int64] = new PlainKind<long>(NumberDataViewType.Int64),
        [ElementType.UInt8] = new PlainKind<byte>(NumberDataViewType.Byte),
        [ElementType.UInt16] = new PlainKind<ushort>(NumberDataViewType.UInt16),
        [ElementType.UInt32] = new PlainKind<uint>(NumberDataViewType.UInt32),
        [ElementType.UInt64] = new PlainKind<ulong>(NumberDataViewType.UInt64),
        [ElementType.Bool] = new PlainKind<bool>(BooleanDataViewType.Instance),
        [ElementType.Float16] = new HalfKind(),
        [ElementType.BFloat16] = new BrainKind(),
        [ElementType.String] = new TextKind(),
    };

    public PrimitiveDataViewType Item => item;

    /// <summary>Every type that a column's items can have.</summary>
    public static IEnumerable<PrimitiveDataViewType> Items => Kinds.Values.Select(kind => kind.Item).Distinct();

    public static ElementKind? Of(ElementType type) => Kinds.GetValueOrDefault(type);

    /// <summary>Reads a column of such items.</summary>
    public abstract InputReader Reader(TensorColumn tensor, DataViewRow row, DataViewSchema.Column column);

    /// <summary>Memory for what the reader reads.</summary>
    public abstract InputBuffer Input(InputReader reader, int rows);

    /// <summary>Memory for what the model gives.</summary>
    public abstract OutputBuffer Output(TensorColumn tensor, int rows);

    /// <summary>A getter of output number <paramref name="output"/> at the row of <paramref name="place"/>.</summary>
    public abstract Delegate Getter(RowPlace place, int output, bool isScalar);

    /// <summary>Elements that travel as items of another type, or of the same.</summary>
    private abstract class Kind<TElement, TItem>(PrimitiveDataViewType item) : ElementKind(item)
    {
        public sealed override InputReader Reader(TensorColumn tensor, DataViewRow row, DataViewSchema.Column column) =>
            tensor.Image is { } plan ? new ImageReader<TItem>(tensor, plan, row, column) : new ValueReader<TItem>(tensor, row, column);

        public sealed override InputBuffer Input(InputReader reader, int rows) => Input((InputReader<TItem>)reader, rows);

        public sealed override Delegate Getter(RowPlace place, int output, bool isScalar) => isScalar
            ? OutputBuffer<TElement, TItem>.ScalarGetter(place, output)
            : OutputBuffer<TElement, TItem>.Getter(place, output);

        protected abstract InputBuffer Input(InputReader<TItem> reader, int rows);
    }

    private sealed class PlainKind<T>(PrimitiveDataViewType item) : Kind<T, T>(item)
        where T : unmanaged
    {
        public override OutputBuffer Output(TensorColumn tensor, int rows) => new PlainOutput<T>(tensor, rows);

        protected override InputBuffer Input(InputReader<T> reader, int rows) => new PlainInput<T>(reader, rows);
    }

    private sealed class HalfKind() : Kind<Half, float>(NumberDataViewType.Single)
    {
        public override OutputBuffer Output(TensorColumn tensor, int rows) => new HalfOutput(tensor, rows);

        protected override InputBuffer Input(InputReader<float> reader, int rows) => new HalfInput(reader, rows);
    }

    private sealed class BrainKind() : Kind<ushort, float>(NumberDataViewType.Single)
    {
        public override OutputBuffer Output(TensorColumn tensor, int rows) => new BrainOutput(tensor, rows);

        protected override InputBuffer Input(InputReader<float> reader, int rows) => new BrainInput(reader, rows);
    }

    private sealed class TextKind() : Kind<string, ReadOnlyMemory<char>>(TextDataViewType.Instance)
    {
        public override OutputBuffer Output(TensorColumn tensor, int rows) => new TextOutput(tensor);

        protected override InputBuffer Input(InputReader<ReadOnlyMemory<char>> reader, int rows) => new TextInput(reader, rows);
    }
}
