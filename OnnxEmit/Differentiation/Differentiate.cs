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

    private static ImmutableArray<Value?> Walk(
        IReadOnlyList<Value> ys, IReadOnlyList<Value> wrt, IReadOnlyList<Value?> dYs, IEnumerable<Value> boundary)
    {
        ImmutableArray<Operator> order = Reach.Operators(ys, boundary);
        HashSet<Value> active = Active(order, wrt);
        Dictionary<Value, Value> gradients = new(active.Count);
        for (int i = 0; i < ys.Count; i++)
            Accumulate(gradients, ys[i], dYs[i]);

        for (int i = order.Length - 1; i >= 0; i--)
        {
            Operator op = order[i];
            Value?[] dOutputs = new Value?[op.Outputs.Length];
            bool flows = false;
            for (int output = 0; output < dOutputs.Length; output++)
            {
                dOutputs[output] = gradients.GetValueOrDefault(op.Outputs[output]);
                flows |= dOutputs[output] is not null && active.Contains(op.Outputs[output]);
            }

            if (!flows)
                continue;
            bool[] needs = new bool[op.Inputs.Length];
            for (int input = 0; input < needs.Length; input++)
                needs[input] = op.Inputs[input] is { } x && active.Contains(x);
            try
            {
                Through(op, dOutputs, needs, gradients);
            }
            catch (Exception e) when (e is not (OperatorException or ModelFormatException or OutOfMemoryException))
            {
                throw new OperatorException(op, "inputs and attributes that a gradient can be derived for", e);
            }
        }

        return [.. wrt.Select(gradients.GetValueOrDefault)];
    }

    private static void Through(Operator op, Value?[] dOutputs, bool[] needs, Dictionary<Value, Value> gradients)
    {
        IReadOnlyList<Value?> dInputs = (IReadOnlyList<Value?>?)op.Gradient(dOutputs, new Needs(needs))
            ?? ThroughDecomposition(op, dOutputs, needs);
        for (int input = 0; input < Math.Min(needs.Length, dInputs.Count); input++)     // trailing inputs may be left out
        {
            if (needs[input])
                Accumulate(gradients, op.Inputs[input]!, dInputs[input]);
        }
    }


    // Only what depends on a wanted value through numbers with a fraction can carry a gradient.
    private static HashSet<Value> Active(ImmutableArray<Operator> order, IReadOnlyList<Value> wrt)
    {
        HashSet<Value> active = new(wrt.Count + order.Length);
        active.UnionWith(wrt);
        bool reached = false;
        Action<Value> look = used => reached |= active.Contains(used);
        foreach (Operator op in order)
        {
            reached = false;
            Reach.ForEachUse(op, look);
            if (!reached)
                continue;
            foreach (Value y in op.Outputs)
            {
                if (y.Type is not TensorType { ElementType.IsFloat: false })
                    active.Add(y);
            }
        }

        return active;
    }

    private static ImmutableArray<Value?> ThroughDecomposition(Operator op, Value?[] dOutputs, bool[] needs)
    {
        ImmutableArray<Value> equal = op.Decompose() ?? throw new OperatorException(op,
            "has no derivative, but a value that is trained reaches the loss through it. " +
            "Freeze what comes before it or use another operator.");
        Value[] wanted = [.. op.Inputs.Where((_, i) => needs[i]).OfType<Value>()];
        Queue<Value?> found = new(Walk(equal, wanted, dOutputs, boundary: op.Inputs.OfType<Value>()));
        return [.. needs.Select(needed => needed ? found.Dequeue() : null)];
    }

    private static void Accumulate(Dictionary<Value, Value> gradients, Value x, Value? dX)
    {
        if (dX is null)
            return;
        dX = dX.SumTo(x);
        gradients[x] = gradients.TryGetValue(x, out Value? sum) ? sum + dX : dX;
    }
}
