using System.Collections.Immutable;

namespace OnnxEmit;

/// <summary>
/// One edge of a graph: the output of an <see cref="Operator"/>, a graph's input, or constant data. A graph is what its outputs reach, so
/// values are all there is to building one: <c>var y = Op.Relu(Op.MatMul(x, w));</c>
/// </summary>
/// <remarks>Immutable but for its name. Not safe to name from several threads.</remarks>
public sealed class Value
{
    private readonly Operator? producer;               // first, as Operator says
    private RareParts? rare;

    internal Value(Operator? producer, int outputIndex, OnnxType? type, TensorData? data = null, string? name = null)
    {
        (this.producer, OutputIndex, Type, Data, Name) = (producer, outputIndex, type, data, name);
    }

    /// <summary>What computes this value; null for inputs and constant data.</summary>
    public Operator? Producer => producer;

    /// <summary>Which of its producer's outputs this is, from 0.</summary>
    public int OutputIndex { get; }

    /// <summary>The type; null where an operator without a class computes it and the file does not say.</summary>
    public OnnxType? Type { get; internal set; }

    /// <summary>Constant data: an initializer, or what a Constant operator holds; null otherwise.</summary>
    public TensorData? Data { get; }

    /// <summary>Constant data that are sparse: an initializer that a file keeps so; null otherwise.</summary>
    public SparseTensorData? SparseData { get => rare?.SparseData; private init => Rarely(value)?.SparseData = value; }

    /// <summary>
    /// The name to write; made from the operator and made unique on writing where null or taken. Empty marks an output that is left out.
    /// </summary>
    public string? Name { get; set; }

    /// <summary>Documentation that the file carries for this value.</summary>
    public string? DocString { get => rare?.DocString; set => Rarely(value)?.DocString = value; }

    /// <summary>Notes that the file carries for this value.</summary>
    public IReadOnlyDictionary<string, string> Metadata
    {
        get => rare?.Metadata ?? ImmutableDictionary<string, string>.Empty;
        set => Rarely(value.Count > 0 ? value : null)?.Metadata = value;
    }

    /// <summary>The type as a file states it, where inference says it in other words: what is written again.</summary>
    internal OnnxType? Declared { get => rare?.Declared; set => Rarely(value)?.Declared = value; }

    /// <summary>What a file says of the type that the type here cannot: a meaning (<c>IMAGE</c>), odd words for a length.</summary>
    internal string[]? Remarks { get => rare?.Remarks; set => Rarely(value)?.Remarks = value; }

    /// <summary>The number in the order in which operators and values were made; no other has it.</summary>
    internal long Number { get; } = Operator.Next();

    /// <summary>Whether it stands outside all subgraphs, even where one of them is the first to use it.</summary>
    internal bool IsOutside { get; set; }

    /// <summary>When it was computed or made, in the order of all operators and values; 0 for what stands outside.</summary>
    internal long Order => Producer?.Order ?? (IsOutside ? 0 : Number);

    /// <summary>Whether it is written as an initializer.</summary>
    internal bool IsInitializer => Producer is null && (Data is not null || SparseData is not null);

    /// <summary>The tensor type.</summary>
    /// <exception cref="InvalidOperationException">It is not a tensor or its type is unknown.</exception>
    public TensorType TensorType => Type as TensorType ?? throw new InvalidOperationException(
        $"Value '{Name}' expects to be a tensor here. Received: {Type?.ToString() ?? "a value of unknown type"}.");

    /// <summary>The axes.</summary>
    /// <exception cref="InvalidOperationException">It is not a tensor, or the number of axes is unknown.</exception>
    public Shape Shape => TensorType.Shape ?? throw new InvalidOperationException(
        $"Value '{Name}' expects a known number of axes here. Received: {TensorType}.");

    /// <summary>The number of axes.</summary>
    /// <exception cref="InvalidOperationException">It is not a tensor, or the number of axes is unknown.</exception>
    public int Rank => Shape.Rank;

    /// <summary>The type of one element.</summary>
    /// <exception cref="InvalidOperationException">It is not a tensor.</exception>
    public ElementType ElementType => TensorType.ElementType;

    /// <summary>
    /// The elements of an integer scalar or vector, where they are known as lengths: constants, and what Shape, Gather, Concat and the like
    /// make of them. Null otherwise. A negative number stands as it is, a truth value as 0 or 1.
    /// </summary>
    public Shape? Content { get => rare?.Content; internal set => Rarely(value)?.Content = value; }

    /// <summary>A graph's input.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="name">Its name.</param>
    public static Value Input(OnnxType? type, string? name = null) => new(null, 0, type, name: name);

    /// <summary>A graph's input that is a tensor.</summary>
    /// <param name="elementType">The type of its elements.</param>
    /// <param name="shape">Its axes.</param>
    /// <param name="name">Its name.</param>
    public static Value Input(ElementType elementType, Shape shape, string? name = null) => Input(new TensorType(elementType, shape), name);

    /// <summary>Constant data, written as an initializer.</summary>
    /// <param name="data">The data.</param>
    /// <param name="name">Its name.</param>
    public static Value Constant(TensorData data, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        return new(null, 0, data.Type, data, name) { Content = data.ToContent() };
    }

    /// <summary>Sparse constant data, written as a sparse initializer.</summary>
    /// <param name="data">The data.</param>
    /// <param name="name">Its name.</param>
    public static Value Constant(SparseTensorData data, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        return new(null, 0, new TensorType(data.Values.ElementType, Shape.Of(data.Dims)), name: name) { SparseData = data };
    }

    /// <summary>Constant integers, as a vector.</summary>
    public static Value Constant(params ReadOnlySpan<long> items) => Constant(TensorData.Create([items.Length], items));

    /// <summary>A constant number, as a scalar.</summary>
    public static Value Constant(float number) => Constant(TensorData.Create<float>([], [number]));

    /// <summary>A constant number of the element type of <paramref name="like"/>, as a scalar.</summary>
    public static Value Scalar(double number, Value like)
    {
        ArgumentNullException.ThrowIfNull(like);
        return Constant(TensorData.Scalar(like.ElementType, number));
    }

    /// <inheritdoc/>
    public override int GetHashCode() => Number.GetHashCode();     // neighbours in a graph then are neighbours in tables

    // Where to set a rare part; null where it is not there anyway.
    private RareParts? Rarely(object? part) => part is null ? rare : rare ??= new();

    /// <summary>As in <c>conv1: Float(batch, 32, 26, 26)</c>.</summary>
    public override string ToString() => $"{Name ?? Producer?.OpType ?? "value"}: {Type?.ToString() ?? "?"}";

    // What few values have; a graph has many values.
    private sealed class RareParts
    {
        public SparseTensorData? SparseData { get; set; }

        public string? DocString { get; set; }

        public IReadOnlyDictionary<string, string>? Metadata { get; set; }

        public string[]? Remarks { get; set; }

        public OnnxType? Declared { get; set; }

        public Shape? Content { get; set; }
    }
}
