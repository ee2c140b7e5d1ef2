using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>The gradient of one round of a loop, among the values of its body.</summary>
internal sealed class BodyGradient
{
    /// <summary>Differentiates the body.</summary>
    /// <param name="form">The loop.</param>
    /// <param name="hasGradient">Whether a gradient comes from each stacked output.</param>
    /// <param name="needs">Which inputs and captures of the operator want one.</param>
    public BodyGradient(LoopForm form, Func<int, bool> hasGradient, Func<int, bool> needs)
    {
        ImmutableArray<Value> before = form.Before, after = form.After, slices = form.Slices;
        Captures = [.. form.Body.Captures.Where((c, i) => needs(form.Operator.Inputs.Length + form.Operator.Captures.IndexOf(c)))];
        Steps = [.. Enumerable.Range(0, slices.Length).Where(i => needs(form.First + form.States + i))];
        States = Active(form, needs);
        if (States.Where(i => !form.IsFixed(before[i])).Select(i => before[i].Type).FirstOrDefault() is { } type)
            throw new OperatorException(form.Operator, "states of the same shape in every round, to be differentiated", $"{type}");
        Value[] wrt = [.. States.Select(i => before[i]), .. Steps.Select(i => slices[i]), .. Captures];

        AfterGradients = [.. States.Select(i => Value.Input(after[i].Type))];
        Outputs = [.. form.Stacked.Index().Where(y => hasGradient(y.Index) && IsFloat(y.Item)).Select(y => y.Index)];
        OutputGradients = [.. Outputs.Select(i => Value.Input(form.Stacked[i].Type))];
        ImmutableArray<Value?> found = Differentiate.Walk(
            [.. States.Select(i => after[i]), .. Outputs.Select(i => form.Stacked[i])], wrt, [.. AfterGradients, .. OutputGradients],
            [.. form.Body.Inputs, .. form.Body.Captures]);
        BeforeGradients = [.. States.Select((state, i) => found[i] ?? AfterGradients[i].ZerosLike())];
        StepGradients = found[States.Length..(States.Length + Steps.Length)];
        CaptureTerms = [.. found[(States.Length + Steps.Length)..].Select(Terms)];
    }

    /// <summary>The states through which a gradient can flow.</summary>
    public ImmutableArray<int> States { get; }

    /// <summary>The stepped inputs that want a gradient.</summary>
    public ImmutableArray<int> Steps { get; }

    /// <summary>The captured values that want a gradient.</summary>
    public ImmutableArray<Value> Captures { get; }

    /// <summary>The stacked outputs that a gradient comes from.</summary>
    public ImmutableArray<int> Outputs { get; }

    /// <summary>What stands for the gradients of the states after the round.</summary>
    public ImmutableArray<Value> AfterGradients { get; }

    /// <summary>What stands for the gradients of the stacked outputs' slices.</summary>
    public ImmutableArray<Value> OutputGradients { get; }

    /// <summary>The gradients of the states before the round.</summary>
    public ImmutableArray<Value> BeforeGradients { get; }

    /// <summary>The gradient of the slice of each stepped input; null where none flows.</summary>
    public ImmutableArray<Value?> StepGradients { get; }

    /// <summary>The summands of each captured value's gradient.</summary>
    public ImmutableArray<ImmutableArray<Value>> CaptureTerms { get; }

    // A state counts where its first value wants a gradient, or where what it becomes depends on what does.
    private ImmutableArray<int> Active(LoopForm form, Func<int, bool> needs)
    {
        HashSet<int> states = [.. Enumerable.Range(0, form.States).Where(i => needs(form.First + i) && IsFloat(form.Before[i]))];
        while (true)
        {
            NumberTable<bool> active = Differentiate.Active(
                form.Body.Operators, [.. states.Select(i => form.Before[i]), .. Steps.Select(i => form.Slices[i]), .. Captures]);
            int[] more = [.. Enumerable.Range(0, form.States)
                .Where(i => !states.Contains(i) && active[form.After[i].Number] && IsFloat(form.Before[i]))];
            if (more.Length == 0)
                return [.. states.Order()];
            states.UnionWith(more);
        }
    }

    private static ImmutableArray<Value> Terms(Value? gradient)
    {
        if (gradient is null)
            return [];
        return gradient.Producer is Add add && add.Inputs.All(x => x!.TensorType.Equals(gradient.TensorType))
            ? [.. Terms(add.Inputs[0]), .. Terms(add.Inputs[1])]
            : [gradient];
    }

    private static bool IsFloat(Value value) => value.Type is TensorType { ElementType.IsFloat: true };
}
