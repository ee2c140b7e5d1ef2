namespace OnnxEmit;

/// <summary>
/// Which constants of a graph of other people are what it learned. Nothing in a file says so; but operators declare which operands are
/// parameters and which are statistics, and what reaches those through mere rearrangement is one.
/// </summary>
/// <remarks>
/// Scalars are settings rather than parameters (the ½ of a formula), and so are tensors with infinite or enormous elements: the −∞ of a
/// mask that is added.
/// </remarks>
internal sealed class Parameters
{
    // Half precision reaches 65504; masks are written as −∞, as the smallest number there is, or as −1e9.
    private const double Enormous = 1e8;

    private readonly HashSet<Value> trained = [];
    private readonly HashSet<Value> state = [];

    private Parameters(Graph graph)
    {
        foreach (Operator op in Operators(graph))
        {
            foreach (int input in op.ParameterInputs)
                Add(op, input, trained);
            foreach (int input in op.StatisticInputs)
                Add(op, input, state);
        }

        All = [.. Operators(graph).SelectMany(op => op.Inputs).OfType<Value>().Distinct()
            .Where(v => (trained.Contains(v) && IsParameter(v)) || state.Contains(v))];
    }

    /// <summary>The parameters and statistics, in order of first use.</summary>
    public IReadOnlyList<Value> All { get; }

    /// <summary>Finds them.</summary>
    /// <param name="graph">A graph in today's operators.</param>
    public static Parameters Of(Graph graph) => new(graph);

    /// <summary>
    /// An operator that may have parameters nobody can tell, or that means something else by now: it is read into its class only when more
    /// is known of its inputs. Null where there is none.
    /// </summary>
    public static GenericOperator? Undecided(Graph graph) => Operators(graph).OfType<GenericOperator>()
        .FirstOrDefault(op => op.Domain.Length == 0
            && (OperatorCatalog.Until(op.OpType, op.SinceVersion) <= OnnxModel.DefaultOpset || MayHaveParameters(op)));

    /// <summary>Whether it is learned, rather than a statistic.</summary>
    public bool IsTrained(Value value) => !state.Contains(value);

    private static IEnumerable<Operator> Operators(Graph graph) =>
        graph.Operators.SelectMany(op => op.Subgraphs.SelectMany(Operators).Append(op));

    private static void Add(Operator op, int input, HashSet<Value> found)
    {
        if (input < op.Inputs.Length && op.Inputs[input] is { } operand && IsConstant(operand, out List<Value> constants))
            found.UnionWith(constants);
    }

    // Whether a value is made of constants alone, but for lengths; and of which.
    private static bool IsConstant(Value value, out List<Value> constants)
    {
        constants = [];
        Stack<Value> open = new([value]);
        while (open.TryPop(out Value? next))
        {
            if (next.Producer is null && next.Data is not null)
                constants.Add(next);
            else if (next.Producer is { OnlyArranges: true } op)
                op.Inputs.OfType<Value>().Where(IsFloat).ToList().ForEach(open.Push);
            else
                return false;
        }

        return true;
    }

    private static bool MayHaveParameters(GenericOperator op) => OperatorCatalog.Has(op.OpType)
        && op.Inputs.Any(x => x is not null && IsConstant(x, out List<Value> constants) && constants.Exists(IsParameter));

    private static bool IsFloat(Value value) => value.Type is TensorType { ElementType.IsFloat: true };

    private static bool IsParameter(Value value) => value.Data is { Dims.Length: > 0, Count: > 0 } data && IsFloat(value)
        && !(data.ElementType == ElementType.Float && data.AsSpan<float>().ContainsAnyExceptInRange((float)-Enormous, (float)Enormous));
}
