using System.Collections.Immutable;

namespace OnnxEmit;

/// <summary>
/// Reverse-mode differentiation as a transformation of values: the gradients are values of the same graph, made of standard operators.
/// </summary>
public static class Differentiate
{
    /// <summary>The gradient of a result with respect to some values.</summary>
    /// <param name="y">The result; a scalar unless <paramref name="dY"/> is given.</param>
    /// <param name="wrt">Inputs, constants or intermediate values that <paramref name="y"/> is computed from.</param>
    /// <param name="dY">The gradient to start from, of the shape of <paramref name="y"/>; ones when omitted.</param>
    /// <returns>One gradient each, of that value's shape; null where the result does not depend on it differentiably.</returns>
    /// <exception cref="OperatorException">An operator on the way has no derivative.</exception>
    public static ImmutableArray<Value?> Gradient(Value y, IReadOnlyList<Value> wrt, Value? dY = null)
    {
        ArgumentNullException.ThrowIfNull(y);
        return Gradient([y], wrt, [dY ?? Value.Scalar(1, y).ExpandLike(y)]);
    }

    /// <summary>The gradient of the sum of several results, each weighted elementwise by what it starts from.</summary>
    /// <param name="ys">The results.</param>
    /// <param name="wrt">Values that they are computed from.</param>
    /// <param name="dYs">The gradient of each result; null counts as zero.</param>
    /// <returns>One gradient each; null where no result depends on it differentiably.</returns>
    /// <exception cref="OperatorException">An operator on the way has no derivative.</exception>
    public static ImmutableArray<Value?> Gradient(IReadOnlyList<Value> ys, IReadOnlyList<Value> wrt, IReadOnlyList<Value?> dYs)
    {
        ArgumentNullException.ThrowIfNull(ys);
        ArgumentNullException.ThrowIfNull(wrt);
        ArgumentNullException.ThrowIfNull(dYs);
        return Walk(ys, wrt, dYs, boundary: []);
    }

    /// <summary>The same inside a subgraph.</summary>
    /// <param name="ys">The results.</param>
    /// <param name="wrt">Values that they are computed from, each once.</param>
    /// <param name="dYs">The gradient of each result; null counts as zero.</param>
    /// <param name="boundary">Values whose origin does not matter: the subgraph's inputs and captures.</param>
    internal static ImmutableArray<Value?> Walk(
        IReadOnlyList<Value> ys, IReadOnlyList<Value> wrt, IReadOnlyList<Value?> dYs, IEnumerable<Value> boundary)
    {
        ImmutableArray<Operator> order = Reach.Operators(ys, boundary);
        NumberTable<bool> active = Active(order, wrt);
        NumberTable<Value?> gradients = new();
        for (int i = 0; i < ys.Count; i++)
            Accumulate(gradients, ys[i], dYs[i]);

        for (int i = order.Length - 1; i >= 0; i--)
        {
            Operator op = order[i];
            Value?[] dOutputs = new Value?[op.Outputs.Length];
            bool flows = false;
            for (int output = 0; output < dOutputs.Length; output++)
            {
                dOutputs[output] = gradients[op.Outputs[output].Number];
                flows |= dOutputs[output] is not null && active[op.Outputs[output].Number];
            }

            if (!flows)
                continue;
            try
            {
                Through(op, dOutputs, active, gradients);
            }
            catch (Exception e) when (e is not (OperatorException or ModelFormatException or OutOfMemoryException))
            {
                throw new OperatorException(op, "inputs and attributes that a gradient can be derived for", e);
            }
        }

        return [.. wrt.Select(x => gradients[x.Number])];
    }

    private static void Through(Operator op, Value?[] dOutputs, NumberTable<bool> active, NumberTable<Value?> gradients)
    {
        ImmutableArray<Value?> used = op.Captures is { IsEmpty: false } captures ? [.. op.Inputs, .. captures] : op.Inputs;
        bool[] needs = new bool[used.Length];
        for (int i = 0; i < needs.Length; i++)
            needs[i] = used[i] is { } x && active[x.Number];
        IReadOnlyList<Value?> dUsed = (IReadOnlyList<Value?>?)op.Gradient(dOutputs, new Needs(needs))
            ?? ThroughDecomposition(op, dOutputs, new Needs(needs));
        for (int at = 0; at < Math.Min(needs.Length, dUsed.Count); at++)     // trailing inputs may be left out
        {
            if (needs[at])
                Accumulate(gradients, used[at]!, dUsed[at]);
        }
    }

    /// <summary>Only what depends on a wanted value through numbers with a fraction can carry a gradient.</summary>
    internal static NumberTable<bool> Active(ImmutableArray<Operator> order, IReadOnlyList<Value> wrt)
    {
        NumberTable<bool> active = new();
        foreach (Value x in wrt)
            active[x.Number] = true;
        bool reached = false;
        Action<Value> look = used => reached |= active[used.Number];
        foreach (Operator op in order)
        {
            reached = false;
            Reach.ForEachUse(op, look);
            if (!reached)
                continue;
            foreach (Value y in op.Outputs)
            {
                if (y.Type is not TensorType { ElementType.IsFloat: false })
                    active[y.Number] = true;
            }
        }

        return active;
    }

    private static ImmutableArray<Value?> ThroughDecomposition(Operator op, Value?[] dOutputs, Needs needs) =>
        Through(op, op.Decompose() ?? throw Without(op), dOutputs, needs);

    // A node that stayed generic, because too little is known of what another operator gives it, has a derivative otherwise.
    private static OperatorException Without(Operator op) =>
        op is GenericOperator { Domain: "" } && OperatorCatalog.Has(op.OpType)
            && op.Inputs.Any(x => x is { Type: null or TensorType { Shape: null } })
            ? new(op, "inputs of known type, to be differentiated", string.Join(", ", op.Inputs.Select(x => x?.ToString() ?? "none")))
            : new(op,
                "has no derivative, but a value that is trained reaches the loss through it. " +
                "Freeze what comes before it or use another operator.");

    /// <summary>The gradients of what an operator uses, inputs and captures, through an equal form of it.</summary>
    /// <param name="op">The operator.</param>
    /// <param name="equal">Its outputs, computed otherwise from the same values.</param>
    /// <param name="dOutputs">The gradient of each output; null counts as zero.</param>
    /// <param name="needs">Which of them want one.</param>
    internal static ImmutableArray<Value?> Through(Operator op, ImmutableArray<Value> equal, Value?[] dOutputs, Needs needs)
    {
        ImmutableArray<Value?> used = [.. op.Inputs, .. op.Captures];
        Value[] wanted = [.. used.Where((_, i) => needs[i]).OfType<Value>().Distinct()];
        ImmutableArray<Value?> found = Walk(equal, wanted, dOutputs, boundary: used.OfType<Value>());

        // A value that is used twice takes its whole gradient at the first place.
        return [.. used.Select((x, i) => needs[i] && used.IndexOf(x) == i ? found[Array.IndexOf(wanted, x!)] : null)];
    }

    private static void Accumulate(NumberTable<Value?> gradients, Value x, Value? dX)
    {
        if (dX is null)
            return;
        dX = dX.SumTo(x);
        ref Value? sum = ref gradients[x.Number];
        sum = sum is null ? dX : sum + dX;
    }
}
