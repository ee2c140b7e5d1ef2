using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>What Scan and Loop have in common: a body that runs in rounds, states between them, slices of inputs and outputs.</summary>
/// <param name="op">The operator.</param>
/// <param name="body">Its body, on types that are inferred.</param>
/// <param name="first">The first of the body's inputs, and of the operator's, that is a state.</param>
/// <param name="firstOutput">The first of the body's outputs that is a state.</param>
/// <param name="states">How many states there are.</param>
/// <param name="stepInputs">The axis and direction of each input that is read slice by slice.</param>
/// <param name="stepOutputs">The axis and direction of each output that is stacked.</param>
internal sealed class LoopForm(
    Operator op, Graph body, int first, int firstOutput, int states,
    ImmutableArray<(long Axis, long Direction)> stepInputs, ImmutableArray<(long Axis, long Direction)> stepOutputs)
{
    private readonly HashSet<Operator> own = [.. body.Operators];
    private readonly HashSet<Value> inputs = [.. body.Inputs], captures = [.. body.Captures];
    private readonly HashSet<Dim> fixedLengths = [.. op.Inputs.OfType<Value>().Concat(body.Captures).SelectMany(Lengths)];

    /// <summary>The operator.</summary>
    public Operator Operator => op;

    /// <summary>Its body.</summary>
    public Graph Body => body;

    /// <summary>The first of the body's inputs, and of the operator's, that is a state.</summary>
    public int First => first;

    /// <summary>How many states there are.</summary>
    public int States => states;

    /// <summary>The axis and direction of each input that is read slice by slice.</summary>
    public ImmutableArray<(long Axis, long Direction)> StepInputs => stepInputs;

    /// <summary>The axis and direction of each output that is stacked.</summary>
    public ImmutableArray<(long Axis, long Direction)> StepOutputs => stepOutputs;

    /// <summary>The states before a round, as the body's inputs.</summary>
    public ImmutableArray<Value> Before => body.Inputs.Slice(first, states);

    /// <summary>The states after a round, as the body's outputs.</summary>
    public ImmutableArray<Value> After => body.Outputs.Slice(firstOutput, states);

    /// <summary>The slices of the stepped inputs, as the body's inputs.</summary>
    public ImmutableArray<Value> Slices { get; } = body.Inputs[(first + states)..];

    /// <summary>The slices of the stacked outputs, as the body's outputs.</summary>
    public ImmutableArray<Value> Stacked { get; } = body.Outputs[(firstOutput + states)..];

    /// <summary>Whether a value is an input of the body that only the round knows: a state, its number, the condition.</summary>
    public bool IsRoundsOwn(Value value) => inputs.Contains(value) && !Slices.Contains(value);

    /// <summary>The same for another operator with another body of the same signature.</summary>
    public LoopForm Of(Operator other, Graph graph) => new(other, graph, first, firstOutput, states, stepInputs, stepOutputs);

    /// <summary>The body with what does not depend on its inputs computed once, outside.</summary>
    public Graph Hoisted()
    {
        Graph hoisted = new Closure(long.MaxValue, own, body.Captures).Body(body.Inputs, body.Outputs);
        return hoisted.Captures.Length == captures.Count && hoisted.Captures.All(captures.Contains)
            ? body : body.With(body.Outputs, hoisted.Captures);
    }

    /// <summary>Whether a value has the same shape in every round for certain.</summary>
    public bool IsFixed(Value value) =>
        value.Type is TensorType { Shape: { } shape } && shape.All(d => d.IsKnown || fixedLengths.Contains(d));

    /// <summary>
    /// The values of the body that others of it, or of its gradient, are computed from, as far back as needed.
    /// </summary>
    /// <param name="outputs">The values to compute.</param>
    /// <param name="isKept">Whether an intermediate value is at hand and need not be computed again.</param>
    /// <returns>The body's inputs and intermediate values; null where an operator that does not repeat itself stands between.</returns>
    public List<Value>? Leaves(IEnumerable<Value> outputs, Func<Value, bool> isKept)
    {
        List<Value> leaves = [];
        HashSet<Value> seen = [.. captures];
        Stack<Value> stack = new(outputs.Reverse());
        while (stack.TryPop(out Value? value))
        {
            if (!seen.Add(value))
                continue;
            if (inputs.Contains(value) || (IsOwn(value) && isKept(value)))
                leaves.Add(value);
            else if (IsOwn(value) && !value.Producer!.IsRepeatable)
                return null;
            else if (value.Producer is { } producer)
                Array.ForEach([.. Reach.Uses(producer).Reverse()], stack.Push);
        }

        return leaves;
    }

    /// <summary>Whether an operator of the body computes it.</summary>
    public bool IsOwn(Value value) => value.Producer is { } producer && own.Contains(producer);

    /// <summary>A subgraph of this body's operators and of what was made since.</summary>
    public Closure Closure(long start) => new(start, own);

    private static IEnumerable<Dim> Lengths(Value value) => value.Type is TensorType { Shape: { } shape } ? shape : [];
}
