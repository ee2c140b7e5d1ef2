using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace OnnxEmit;

/// <summary>
/// One node of a graph: what it computes from which values. Each operator is one class in one file; its primary constructor lists inputs
/// and attributes, <see cref="InferType"/> is its shape rule, <see cref="Gradient(Value, Needs)"/> its derivative.
/// </summary>
/// <remarks>
/// Immutable but for names. Deriving classes read their inputs from <see cref="Inputs"/>: a pass may have given this node other ones.
/// </remarks>
public abstract class Operator
{
    // The way on to other operators stands first, here, in Value and wherever else graphs are linked: the garbage collector follows an
    // object's last field first, and where what waits meanwhile grows with the depth of a graph, it is several times slower.
    private ImmutableArray<Value?> inputs;
    private ImmutableArray<Value> outputs;
    private FileParts parts = FileParts.None;
    private static long made;

    /// <summary>An operator on these inputs.</summary>
    /// <param name="inputs">The inputs; null where an optional one is left out. Omitted trailing inputs are dropped.</param>
    protected Operator(params ReadOnlySpan<Value?> inputs)
    {
        int count = inputs.Length;
        while (count > 0 && inputs[count - 1] is null)
            count--;
        this.inputs = [.. inputs[..count]];
    }

    /// <summary>The inputs; null where an optional one is left out.</summary>
    public ImmutableArray<Value?> Inputs => inputs;

    /// <summary>The name of the operator, as ONNX spells it.</summary>
    public virtual string OpType => GetType().Name;

    /// <summary>The operator set it belongs to; empty for <c>ai.onnx</c>.</summary>
    public virtual string Domain => "";

    /// <summary>The variant among functions of the same name; empty but for models that use it.</summary>
    public virtual string Overload => "";

    /// <summary>The lowest version of its operator set in which this node, as it is, means what it says.</summary>
    public abstract int SinceVersion { get; }

    /// <summary>The name of the node; made on writing where null.</summary>
    public string? Name { get; set; }

    /// <summary>Documentation that the file carries for this node.</summary>
    public string? DocString { get => parts.DocString; set => parts = parts with { DocString = value }; }

    /// <summary>Notes that the file carries for this node.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get => parts.Metadata; set => parts = parts with { Metadata = value }; }

    /// <summary>On which devices a file places this node: kept as it stands, nothing here reads it.</summary>
    internal ImmutableArray<ReadOnlyMemory<byte>> Placement
    {
        get => parts.Placement;
        set => parts = parts with { Placement = value };
    }

    /// <summary>The attributes that differ from their default.</summary>
    public virtual IEnumerable<Attribute> Attributes => [];

    /// <summary>The outputs. Their types are inferred when they are first asked for.</summary>
    /// <exception cref="OperatorException">The inputs or attributes do not fit.</exception>
    public ImmutableArray<Value> Outputs => outputs.IsDefault ? outputs = Emit() : outputs;

    /// <summary>The first output.</summary>
    /// <exception cref="OperatorException">The inputs or attributes do not fit.</exception>
    public Value Output => Outputs[0];

    /// <summary>The graphs among its attributes: the body of a Loop, the branches of an If.</summary>
    public virtual IEnumerable<Graph> Subgraphs => [];

    /// <summary>The values of the graph around it that its subgraphs use, each once: inputs that no place is given for.</summary>
    public ImmutableArray<Value> Captures =>
        Subgraphs is ICollection<Graph> { Count: 0 } ? [] : [.. Subgraphs.SelectMany(g => g.Captures).Distinct()];

    /// <summary>The number in the order in which operators and values were made: what came earlier cannot depend on it.</summary>
    internal long Order { get; private set; } = Next();

    /// <summary>The same operator on other inputs, with outputs of its own.</summary>
    /// <param name="inputs">As many as before.</param>
    public Operator With(ImmutableArray<Value?> inputs)
    {
        Operator copy = (Operator)MemberwiseClone();
        copy.inputs = inputs;
        copy.outputs = default;
        copy.Order = Next();
        return copy;
    }

    /// <summary>The same operator with other graphs among its attributes.</summary>
    /// <param name="replace">Gives the graph for each.</param>
    protected internal virtual Operator WithSubgraphs(Func<Graph, Graph> replace) => this;

    /// <summary>How many outputs there are.</summary>
    protected internal virtual int OutputCount => 1;

    /// <summary>The type of the only output.</summary>
    /// <exception cref="OperatorException">The inputs or attributes do not fit.</exception>
    protected internal abstract OnnxType? InferType();

    /// <summary>The types of all outputs.</summary>
    /// <exception cref="OperatorException">The inputs or attributes do not fit.</exception>
    protected internal virtual ImmutableArray<OnnxType?> InferTypes() => [InferType()];

    /// <summary>The elements of an integer scalar or vector as lengths, where the inputs' are known; null otherwise.</summary>
    protected internal virtual Shape? InferContent() => null;

    /// <summary>The elements of one of several outputs as lengths, where the inputs' are known; null otherwise.</summary>
    /// <param name="output">Which output.</param>
    protected internal virtual Shape? InferContent(int output) => output == 0 ? InferContent() : null;

    /// <summary>The derivative for operators with one differentiable output.</summary>
    /// <param name="dY">The gradient of the first output.</param>
    /// <param name="needs">Which inputs want a gradient; what is not needed need not be built.</param>
    /// <returns>
    /// One gradient per input, null where none flows, each of the output's or the input's shape: what broadcasting repeated is summed by
    /// the caller. After the inputs come what the subgraphs capture, in the order of <see cref="Captures"/>. Null where the operator has
    /// no rule of its own.
    /// </returns>
    protected internal virtual Gradients? Gradient(Value dY, Needs needs) => null;

    /// <summary>The derivative for operators with several outputs.</summary>
    /// <param name="dYs">The gradient of each output; null where none flows.</param>
    /// <param name="needs">Which inputs want a gradient.</param>
    protected internal virtual Gradients? Gradient(ReadOnlySpan<Value?> dYs, Needs needs) =>
        dYs[0] is { } dY ? Gradient(dY, needs) : null;

    /// <summary>
    /// An equal form in other operators, one value per output: what an operator without a rule is differentiated through.
    /// </summary>
    protected internal virtual ImmutableArray<Value>? Decompose() => null;

    /// <summary>
    /// An equal form, one value per output, whose gradient costs less: what it reads is computed once and kept. Null where there is none.
    /// </summary>
    protected internal virtual ImmutableArray<Value>? ForGradient() => null;

    /// <summary>Whether equal inputs give equal outputs every time: not so for random numbers and what nothing is known of.</summary>
    protected internal virtual bool IsRepeatable => Subgraphs.All(g => g.Operators.All(op => op.IsRepeatable));

    /// <summary>
    /// An equal form for a version of <c>ai.onnx</c> that lacks this node as it is, one value per output: that of <see cref="Decompose"/>,
    /// or the operator as that version has it. Null where there is none.
    /// </summary>
    /// <param name="opset">The version.</param>
    protected internal virtual ImmutableArray<Value>? OlderForm(int opset) => Decompose();

    /// <summary>The version of <c>ai.onnx</c> from which on ONNX Runtime has no kernel, though the operator has not changed.</summary>
    internal virtual int KernelUntil => int.MaxValue;

    /// <summary>
    /// An equal form of its only output that ONNX Runtime computes faster than the operator itself; null where there is none.
    /// </summary>
    protected internal virtual Value? Faster() => null;

    /// <summary>The result on constant inputs, where computing it is mere rearrangement; null where it is left to the runtime.</summary>
    /// <param name="inputs">The data of each input.</param>
    protected internal virtual TensorData? Fold(ReadOnlySpan<TensorData?> inputs) => null;

    /// <summary>
    /// The input that the first output is equal to, element by element and in shape; null where the operator does something.
    /// </summary>
    protected internal virtual Value? Unchanged() => null;

    /// <summary>The value of the only output with the transposition of its inputs moved behind it; null where it cannot move.</summary>
    /// <param name="move">The transposition and what the inputs are before it.</param>
    protected internal virtual Value? MoveTranspose(TransposeMove move) => null;

    /// <summary>
    /// How far along each axis an input is read for the first places of the output; given a longer input, the operator gives an output that
    /// is as long or longer and begins the same. Null where the input is needed whole.
    /// </summary>
    /// <param name="input">Which input.</param>
    /// <param name="wanted">How many places of the only output are wanted along each axis, at most those that there are.</param>
    internal virtual long[]? LengthsRead(int input, long[] wanted) => null;

    /// <summary>
    /// Whether the first axis of every output holds the rows that some of the inputs hold along theirs, each row computed from the same row
    /// of these and from all of the other inputs; false also where that is not known.
    /// </summary>
    /// <param name="rows">Which inputs hold rows: at least one.</param>
    internal virtual bool KeepsRows(ReadOnlySpan<bool> rows) => false;

    /// <summary>Which inputs are parameters by the operator's definition: what is trained when a model is imported.</summary>
    protected internal virtual ReadOnlySpan<int> ParameterInputs => [];

    /// <summary>Which inputs are numbers that training keeps without a gradient: moving averages.</summary>
    protected internal virtual ReadOnlySpan<int> StatisticInputs => [];

    /// <summary>
    /// Whether it only arranges, repeats or converts elements: what it makes of a parameter is that parameter still.
    /// </summary>
    protected internal virtual bool OnlyArranges => false;

    /// <summary>This operator, its body on the types that follow from its inputs; null where there is none, or nothing follows.</summary>
    /// <param name="retyped">This operator with a body whose inputs have these types.</param>
    internal virtual Operator? OnTypes(Func<IReadOnlyList<OnnxType?>, Operator> retyped) => null;

    /// <summary>The next number in the order in which operators and values are made.</summary>
    internal static long Next() => Interlocked.Increment(ref made);

    /// <summary>The same operator as an earlier version of it has it.</summary>
    /// <param name="since">That version.</param>
    /// <param name="inputs">Its inputs.</param>
    /// <param name="attributes">Its attributes that differ from their default there.</param>
    internal ImmutableArray<Value> AsOf(int since, ReadOnlySpan<Value?> inputs, params ImmutableArray<Attribute> attributes) =>
        new GenericOperator(OpType, Domain, since, inputs, [.. Outputs.Select(output => output.Type)], attributes).Outputs;

    private ImmutableArray<Value> Emit()
    {
        try
        {
            Value[] values = new Value[OutputCount];
            ImmutableArray<OnnxType?> types = values.Length == 1 ? [] : InferTypes();
            for (int i = 0; i < values.Length; i++)
            {
                OnnxType? type = values.Length == 1 ? InferType() : types[i];
                values[i] = new(this, i, Shared(Checked(type)), Known(i));
                if (type is TensorType { ElementType: ElementType.Int64 or ElementType.Int32 or ElementType.Bool, Shape.Rank: <= 1 })
                {
                    values[i].Content = values[i].Data?.ToContent()
                        ?? (InferContent(i) is { Rank: <= TensorData.LongestContent } content ? content : null);
                }
            }

            return ImmutableCollectionsMarshal.AsImmutableArray(values);
        }
        catch (Exception e) when (e is not (OperatorException or OutOfMemoryException))
        {
            throw new OperatorException(this, "inputs and attributes that fit together", e);
        }
    }

    // Layer after layer gives what it gets: graphs of many values then share a few types.
    private OnnxType? Shared(OnnxType? type)
    {
        foreach (Value? input in inputs)
        {
            if (input?.Type is { } known && known.Equals(type))
                return known;
        }

        return type;
    }

    // What each operator adds a little to, a file can make grow without end.
    private OnnxType? Checked(OnnxType? type) =>
        type is not TensorType { Shape.Rank: > Shape.MostAxes and var rank } || this is GenericOperator ? type
            : throw new OperatorException(this, $"a result of at most {Shape.MostAxes} axes", $"one of {rank}");

    /// <summary>The constant that an output is by definition; only Constant has one.</summary>
    protected internal virtual TensorData? Known(int output) => null;

    // What only files say, and of few nodes; a graph has many nodes. Never changed, as a copy of a node shares it.
    private sealed record FileParts(
        string? DocString, IReadOnlyDictionary<string, string> Metadata, ImmutableArray<ReadOnlyMemory<byte>> Placement)
    {
        public static FileParts None { get; } = new(null, ImmutableDictionary<string, string>.Empty, []);
    }
}
