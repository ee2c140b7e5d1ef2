using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>
/// The gradient of Scan and Loop: a Scan that walks back over what the rounds kept. Products with captured matrices are summed by one
/// product behind it; other gradients of captured values add up in a state.
/// </summary>
internal static class LoopGradient
{
    /// <summary>The gradients, for <see cref="Operator.Gradient(ReadOnlySpan{Value?}, Needs)"/>.</summary>
    /// <param name="form">The loop.</param>
    /// <param name="dYs">The gradient of each output; null where none flows.</param>
    /// <param name="needs">Which inputs and captures want one.</param>
    /// <param name="keep">The loop with another body, and that many stacked outputs more.</param>
    public static Gradients Of(LoopForm form, ReadOnlySpan<Value?> dYs, Needs needs, Func<Graph, int, Operator> keep)
    {
        Value?[] gradients = dYs.ToArray();
        BodyGradient body = new(form, i => gradients[form.States + i] is not null, i => needs[i]);
        if (Back(form, body, gradients) is { } found)
            return found;
        if (body.AfterGradients.IsEmpty && body.OutputGradients.IsEmpty)
            return Gradients.None(0);
        Operator kept = Kept(form, needs, keep)
            ?? throw new OperatorException(form.Operator, "has no derivative: what it needs of each round cannot be kept.");
        return Gradients.Create(Differentiate.Through(form.Operator, kept.Outputs[..gradients.Length], gradients, needs).AsSpan());
    }

    /// <summary>The same loop that keeps what its gradient reads as further outputs; null where it does already.</summary>
    /// <param name="form">The loop.</param>
    /// <param name="needs">Which inputs and captures want a gradient; all where null.</param>
    /// <param name="keep">The loop with another body, and that many stacked outputs more.</param>
    public static Operator? Kept(LoopForm form, Needs? needs, Func<Graph, int, Operator> keep)
    {
        Graph graph = form.Hoisted();
        LoopForm hoisted = form.Of(keep(graph, 0), graph);
        ImmutableArray<Value?> used = [.. hoisted.Operator.Inputs, .. hoisted.Operator.Captures];
        BodyGradient body = new(hoisted, _ => true, i => needs is null || IsNeeded(form, used[i], needs.Value, i));
        Value[] computed =
        [
            .. body.BeforeGradients, .. body.StepGradients.OfType<Value>(),
            .. body.CaptureTerms.SelectMany(terms => terms).SelectMany(term => SumOverRounds.Of(term)?.Slices ?? [term]),
        ];
        List<Value> leaves = hoisted.Leaves(computed, hoisted.IsFixed) ?? [];
        Value[] more = [.. leaves.Where(v => hoisted.IsOwn(v) || hoisted.IsRoundsOwn(v)).Append(Clock(hoisted)).OfType<Value>()
            .Except(Stacks(hoisted).Keys)];
        return more.Length == 0 && graph == form.Body ? null : keep(graph.With([.. graph.Outputs, .. more], graph.Captures), more.Length);
    }

    /// <summary>The outputs of the loop that keeps what its gradient reads; null where it does already or there is no gradient.</summary>
    /// <param name="form">The loop.</param>
    /// <param name="keep">The loop with another body, and that many stacked outputs more.</param>
    public static ImmutableArray<Value>? Prepared(LoopForm form, Func<Graph, int, Operator> keep)
    {
        try
        {
            return Kept(form, null, keep)?.Outputs[..form.Operator.Outputs.Length];
        }
        catch (OperatorException)
        {
            return null;
        }
    }

    // A Loop has no input whose length says how many rounds there were: the number of each round does.
    private static Value? Clock(LoopForm form) => form.StepInputs.IsEmpty ? form.Body.Inputs[0] : null;

    private static Gradients? Back(LoopForm form, BodyGradient body, Value?[] dYs)
    {
        Operator op = form.Operator;
        Dictionary<Value, int> stacks = Stacks(form);
        Value?[] added = new Value?[body.Captures.Length];
        List<(int Capture, SumOverRounds Sum)> sums = [];
        for (int i = 0; i < added.Length; i++)
        {
            foreach (Value term in body.CaptureTerms[i])
            {
                if (SumOverRounds.Of(term) is { } sum)
                    sums.Add((i, sum));
                else
                    added[i] = added[i] is { } before ? before + term : term;
            }
        }

        // States: gradients of the states, then what adds up. Steps: gradients of outputs, then what the rounds kept.
        int[] adding = [.. Enumerable.Range(0, added.Length).Where(i => added[i] is not null)];
        Value[] running = [.. adding.Select(i => Value.Input(body.Captures[i].Type))];
        Value[] slices = [.. sums.SelectMany(s => s.Sum.Slices).Distinct().Where(slice => !IsAtHand(form, stacks, slice))];
        int[] steps = [.. Enumerable.Range(0, body.Steps.Length).Where(i => body.StepGradients[i] is not null)];
        Value[] outputs =
        [
            .. body.BeforeGradients, .. adding.Select((capture, i) => running[i] + added[capture]!),
            .. steps.Select(i => body.StepGradients[i]!), .. slices,
        ];
        if (form.Leaves(outputs, stacks.ContainsKey) is not { } leaves || leaves.Any(v => form.IsRoundsOwn(v) && !stacks.ContainsKey(v)))
            return null;
        if (leaves.Count == 0 && body.Outputs.IsEmpty)
        {
            if (!form.StepInputs.IsEmpty)
                leaves.Add(form.Slices[0]);
            else if (stacks.ContainsKey(form.Body.Inputs[0]))
                leaves.Add(form.Body.Inputs[0]);
            else
                return null;
        }

        Dictionary<Value, Value> replaced = leaves.ToDictionary(v => v, v => Value.Input(v.Type));
        ImmutableArray<Value> inputs = [.. body.AfterGradients, .. running, .. body.OutputGradients, .. leaves.Select(v => replaced[v])];
        ImmutableArray<Value> computed = [.. Replay.Apply(outputs, replaced, [.. inputs, .. form.Body.Captures])];
        Graph back = form.Closure(body.AfterGradients.Concat(running).Concat(inputs).Min(v => v.Order)).Body(inputs, computed);

        (Value Source, long Axis, long Direction)[] read =
        [
            .. body.Outputs.Select(i => (dYs[form.States + i]!, form.StepOutputs[i].Axis, form.StepOutputs[i].Direction)),
            .. leaves.Select(leaf => Source(form, stacks, leaf)),
        ];
        Value[] start =
        [
            .. body.States.Select(i => dYs[i] ?? op.Outputs[i].ZerosLike()), .. adding.Select(i => body.Captures[i].ZerosLike()),
        ];
        (long Axis, long Direction)[] written =
        [
            .. steps.Select(i => form.StepInputs[body.Steps[i]]), .. slices.Select(_ => (0L, 0L)),
        ];
        ImmutableArray<Value> results = new Scan([.. start, .. read.Select(r => r.Source)], back, read.Length,
            [.. read.Select(r => r.Axis)], [.. read.Select(r => 1 - r.Direction)],
            [.. written.Select(w => w.Axis)], [.. written.Select(w => 1 - w.Direction)]).Outputs;

        Value?[] found = new Value?[op.Inputs.Length + op.Captures.Length];
        for (int i = 0; i < body.States.Length; i++)
            found[form.First + body.States[i]] = results[i];
        for (int i = 0; i < steps.Length; i++)
            found[form.First + form.States + body.Steps[steps[i]]] = results[start.Length + i];
        int Place(int capture) => op.Inputs.Length + op.Captures.IndexOf(body.Captures[capture]);
        for (int i = 0; i < adding.Length; i++)
            found[Place(adding[i])] = results[body.States.Length + i];
        foreach ((int capture, SumOverRounds sum) in sums)
        {
            Value total = sum.Total([.. sum.Slices.Select(slice => IsAtHand(form, stacks, slice) ? Source(form, stacks, slice).Source
                : results[start.Length + steps.Length + Array.IndexOf(slices, slice)])]);
            found[Place(capture)] = found[Place(capture)] is { } before ? before + total : total;
        }

        return Gradients.Create(found);
    }

    // Which stacked output holds a value of each round.
    private static Dictionary<Value, int> Stacks(LoopForm form)
    {
        Dictionary<Value, int> stacks = [];
        for (int i = form.Stacked.Length - 1; i >= 0; i--)             // the last ones are kept for this; they stand along the first axis
            stacks.TryAdd(form.Stacked[i], i);
        return stacks;
    }

    // Whether all rounds' values stand in one tensor in the order of the rounds.
    private static bool IsAtHand(LoopForm form, Dictionary<Value, int> stacks, Value slice) =>
        (stacks.ContainsKey(slice) || form.Slices.Contains(slice)) && Source(form, stacks, slice) is (_, 0, 0);

    private static (Value Source, long Axis, long Direction) Source(LoopForm form, Dictionary<Value, int> stacks, Value leaf)
    {
        if (stacks.TryGetValue(leaf, out int stack))
            return (form.Operator.Outputs[form.States + stack], form.StepOutputs[stack].Axis, form.StepOutputs[stack].Direction);
        int step = form.Slices.IndexOf(leaf);
        return (form.Operator.Inputs[form.First + form.States + step]!, form.StepInputs[step].Axis, form.StepInputs[step].Direction);
    }

    // A captured value wants a gradient where the operator says so, or where it is computed from one that does.
    private static bool IsNeeded(LoopForm form, Value? used, Needs needs, int place)
    {
        int inputs = form.Operator.Inputs.Length;
        if (place < inputs || used is null)
            return needs[place];
        ImmutableArray<Value> captures = form.Operator.Captures;
        int known = captures.IndexOf(used);
        return known >= 0 ? needs[inputs + known] : used.Type is TensorType { ElementType.IsFloat: true }
            && Differentiate.Active(Reach.Operators([used], captures), [.. captures.Where((_, i) => needs[inputs + i])])[used.Number];
    }
}
