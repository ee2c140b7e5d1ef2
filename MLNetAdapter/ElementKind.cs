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

    public abstract InputBuffer Input(TensorColumn tensor, int rows);

    public abstract OutputBuffer Output(TensorColumn tensor, int rows);

    private sealed class PlainKind<T>(PrimitiveDataViewType item) : ElementKind(item)
        where T : unmanaged
    {
        public override InputBuffer Input(TensorColumn tensor, int rows) => new PlainInput<T>(tensor, rows);

        public override OutputBuffer Output(TensorColumn tensor, int rows) => new PlainOutput<T>(tensor, rows);
    }

    private sealed class HalfKind() : ElementKind(NumberDataViewType.Single)
    {
        public override bool IsStock => false;

        public override InputBuffer Input(TensorColumn tensor, int rows) => new HalfInput(tensor, rows);

        public override OutputBuffer Output(TensorColumn tensor, int rows) => new HalfOutput(tensor, rows);
    }

    private sealed class TextKind() : ElementKind(TextDataViewType.Instance)
    {
        public override InputBuffer Input(TensorColumn tensor, int rows) => new TextInput(tensor, rows);

        public override OutputBuffer Output(TensorColumn tensor, int rows) => new TextOutput(tensor);
    }
}
