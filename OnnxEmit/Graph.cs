using System.Collections.Immutable;

namespace OnnxEmit;

/// <summary>A graph is what its outputs reach: there is no list of nodes to keep in order.</summary>
/// <remarks>Immutable; safe to share between threads.</remarks>
public sealed class Graph
{
    private int? depth;
    private HashSet<Type>? classes;
    private List<Value>? constants;

    /// <summary>A graph of these outputs.</summary>
    /// <param name="inputs">The inputs, in order; those that no output reaches stay part of the signature.</param>
    /// <param name="outputs">The outputs, in order.</param>
    /// <param name="captures">Values of the surrounding graph that a subgraph uses.</param>
    /// <param name="name">Its name in the file.</param>
    public Graph(IEnumerable<Value> inputs, IEnumerable<Value> outputs, IEnumerable<Value>? captures = null, string? name = null)
    {
        (Inputs, Outputs, Captures, Name) = ([.. inputs], [.. outputs], [.. captures ?? []], name);
    }

    /// <summary>The inputs, in order.</summary>
    public ImmutableArray<Value> Inputs { get; }

    /// <summary>The outputs, in order.</summary>
    public ImmutableArray<Value> Outputs { get; }

    /// <summary>The values of the surrounding graph that this one uses; empty but for subgraphs.</summary>
    public ImmutableArray<Value> Captures { get; }

    /// <summary>Its name in the file.</summary>
    public string? Name { get; }

    /// <summary>Documentation that the file carries for it.</summary>
    public string? DocString { get; init; }

    /// <summary>Notes that the file carries for it.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Data that the file offers as defaults of inputs: initializers with an input's name.</summary>
    public ImmutableDictionary<Value, TensorData> InputDefaults { get; init; } = ImmutableDictionary<Value, TensorData>.Empty;

    /// <summary>Which values hold scale and zero point of which others.</summary>
    public ImmutableArray<QuantizationAnnotation> Quantization { get; init; } = [];

    /// <summary>The operators, each after those whose outputs it uses. Subgraphs' own operators are not among them.</summary>
    public ImmutableArray<Operator> Operators => field.IsDefault ? field = Reach.Operators(Outputs, [.. Inputs, .. Captures]) : field;

    /// <summary>How many graphs stand in each other below this one; 0 without subgraphs.</summary>
    internal int Depth => depth ??= Operators.SelectMany(op => op.Subgraphs).Select(g => g.Depth + 1)
        .DefaultIfEmpty().Max();

    /// <summary>Whether an operator of a class stands in it or in a graph inside it.</summary>
    internal bool Has<T>()
        where T : Operator => (classes ??= FindClasses()).Contains(typeof(T));

    /// <summary>A subgraph that runs many times, such as the body of a Scan.</summary>
    /// <param name="inputs">The types of its inputs.</param>
    /// <param name="build">
    /// Gives the outputs for the inputs. Values made before are captured where it uses them, and what it makes without use of the inputs
    /// is computed once, outside.
    /// </param>
    public static Graph Body(IEnumerable<OnnxType?> inputs, Func<ImmutableArray<Value>, IEnumerable<Value>> build)
    {
        ArgumentNullException.ThrowIfNull(build);
        Closure closure = new(Operator.Next());
        ImmutableArray<Value> given = [.. inputs.Select(type => Value.Input(type))];
        return closure.Body(given, [.. build(given)]);
    }

    /// <summary>A subgraph that runs or does not, such as a branch of an If.</summary>
    /// <param name="build">Gives the outputs. Values made before are captured where it uses them.</param>
    public static Graph Branch(Func<IEnumerable<Value>> build)
    {
        ArgumentNullException.ThrowIfNull(build);
        return new Closure(Operator.Next()).Branch(build());
    }

    /// <summary>The same graph with other outputs.</summary>
    /// <param name="outputs">The outputs.</param>
    /// <param name="captures">What it captures then.</param>
    /// <param name="replaced">What stands in place of which value in what a file says of values.</param>
    internal Graph With(
        IEnumerable<Value> outputs, IEnumerable<Value> captures, Dictionary<Value, Value>? replaced = null) =>
        new(Inputs, outputs, captures, Name)
        {
            DocString = DocString,
            Metadata = Metadata,
            InputDefaults = InputDefaults,
            Quantization = replaced is null ? Quantization : [.. Quantization.Select(q => new QuantizationAnnotation(
                replaced.GetValueOrDefault(q.Value, q.Value),
                q.Parameters.ToImmutableDictionary(p => p.Key, p => replaced.GetValueOrDefault(p.Value, p.Value))))],
        };

    /// <summary>The constant data that the operators and outputs use, in order of first use.</summary>
    public IEnumerable<Value> Constants => constants ??= FindConstants();

    private HashSet<Type> FindClasses()
    {
        HashSet<Type> found = [];
        foreach (Operator op in Operators)
        {
            found.Add(op.GetType());
            foreach (Graph subgraph in op.Subgraphs)
                found.UnionWith(subgraph.classes ??= subgraph.FindClasses());
        }

        return found;
    }

    private List<Value> FindConstants()
    {
        NumberTable<bool> seen = new();
        foreach (Value capture in Captures)
            seen[capture.Number] = true;
        List<Value> found = new(Operators.Length);
        Action<Value> add = Add;
        foreach (Operator op in Operators)
            Reach.ForEachUse(op, add);
        foreach (Value output in Outputs)
            Add(output);
        return found;

        void Add(Value value)
        {
            if (!value.IsInitializer)
                return;
            ref bool isSeen = ref seen[value.Number];
            if (!isSeen)
                found.Add(value);
            isSeen = true;
        }
    }
}

/// <summary>The parameters of a quantized value.</summary>
/// <param name="Value">The quantized value.</param>
/// <param name="Parameters">Its parameters by ONNX's key, such as <c>SCALE_TENSOR</c> and <c>ZERO_POINT_TENSOR</c>.</param>
public sealed record QuantizationAnnotation(Value Value, ImmutableDictionary<string, Value> Parameters);
