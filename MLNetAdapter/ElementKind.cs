using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetAdapter;

/// <summary>How elements of one .NET type travel between columns and tensors.</summary>
/// <param name="item">The type of a column's items.</param>
internal abstract class ElementKind(PrimitiveDataViewType item)
{
    private static readonly Dictionary<Type, ElementKind> Kinds = new()
    {
        [typeof(float)] = new PlainKind<float>(NumberDataViewType.Single),
        [typeof(double)] = new PlainKind<double>(NumberDataViewType.Double),
        [typeof(sbyte)] = new PlainKind<sbyte>(NumberDataViewType.SByte),
        [typeof(short)] = new PlainKind<short>(NumberDataViewType.Int16),
        [typeof(int)] = new PlainKind<int>(NumberDataViewType.Int32),
        [typeof(long)] = new PlainKind<long>(NumberDataViewType.Int64),
        [typeof(byte)] = new PlainKind<byte>(NumberDataViewType.Byte),
        [typeof(ushort)] = new PlainKind<ushort>(NumberDataViewType.UInt16),
        [typeof(uint)] = new PlainKind<uint>(NumberDataViewType.UInt32),
        [typeof(ulong)] = new PlainKind<ulong>(NumberDataViewType.UInt64),
        [typeof(bool)] = new PlainKind<bool>(BooleanDataViewType.Instance),
        [typeof(Half)] = new HalfKind(),
        [typeof(string)] = new TextKind(),
    };

    public PrimitiveDataViewType Item => item;

    /// <summary>Whether ML.NET's own OnnxTransformer knows the type too.</summary>
    public virtual bool IsStock => true;

    public static ElementKind? Of(Type? type) => type is null ? null : Kinds.GetValueOrDefault(type);

    /// <summary>Reads a column of such items.</summary>
    public abstract InputReader Reader(TensorColumn tensor, DataViewRow row, DataViewSchema.Column column);

    /// <summary>Memory for what the reader reads.</summary>
    public abstract InputBuffer Input(InputReader reader, int rows);

    /// <summary>Memory for what the model gives.</summary>
    public abstract OutputBuffer Output(TensorColumn tensor, int rows);

    /// <summary>A getter of output number <paramref name="output"/> at the row of <paramref name="place"/>.</summary>
    public abstract Delegate Getter(RowPlace place, int output);

    /// <summary>Elements that travel as items of another type, or of the same.</summary>
    private abstract class Kind<TElement, TItem>(PrimitiveDataViewType item) : ElementKind(item)
    {
        public sealed override InputReader Reader(TensorColumn tensor, DataViewRow row, DataViewSchema.Column column) =>
            new InputReader<TItem>(tensor, row, column);

        public sealed override InputBuffer Input(InputReader reader, int rows) => Input((InputReader<TItem>)reader, rows);

        public sealed override Delegate Getter(RowPlace place, int output) => OutputBuffer<TElement, TItem>.Getter(place, output);

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
        public override bool IsStock => false;

        public override OutputBuffer Output(TensorColumn tensor, int rows) => new HalfOutput(tensor, rows);

        protected override InputBuffer Input(InputReader<float> reader, int rows) => new HalfInput(reader, rows);
    }

    private sealed class TextKind() : Kind<string, ReadOnlyMemory<char>>(TextDataViewType.Instance)
    {
        public override OutputBuffer Output(TensorColumn tensor, int rows) => new TextOutput(tensor);

        protected override InputBuffer Input(InputReader<ReadOnlyMemory<char>> reader, int rows) => new TextInput(reader, rows);
    }
}
