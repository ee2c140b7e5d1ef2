using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>Computes a graph over and over, with states that go from one round to the next.</summary>
/// <remarks>
/// The body's inputs are the number of the round (an Int64 scalar, from 0), the condition (a Bool) and the states; its outputs the
/// condition to go on, the states' next values and slices of the stacked outputs. It may use values of the graph around it, which
/// <see cref="Graph.Body"/> captures. The outputs are the last states and the stacked outputs, one slice for each round. Its gradient
/// walks back by a <see cref="Scan"/>, which in ONNX Runtime needs one round or more where their number is computed at run time.
/// </remarks>
/// <param name="m">How many rounds at most, an Int64 of one element; without end when omitted.</param>
/// <param name="cond">Whether there is a first round, a Bool of one element; true when omitted.</param>
/// <param name="vInitial">The first states.</param>
/// <param name="body">What is computed in each round.</param>
[OnnxOperator(since: 1, ReturnsAll = true)]
public sealed partial class Loop(Value? m, Value? cond, ReadOnlySpan<Value> vInitial, Graph body) : Operator([m, cond, .. vInitial])
{
    private readonly int states = vInitial.Length;

    /// <inheritdoc/>
    public override int SinceVersion => Subgraph.Since(states == 0 ? 11 : 1, Inputs.OfType<Value>().Concat(Outputs));

    /// <inheritdoc/>
    protected internal override int OutputCount => body.Outputs.Length - 1;

    private bool HasNoRound => M?.Content is [{ Size: <= 0 }] || Cond?.Content is [{ Size: 0 }];

    // Whether only the number of rounds ends it.
    private bool IsEndless
    {
        get
        {
            Value next = body.Outputs[0];
            while (next.Producer is Identity)
                next = next.Producer.Inputs[0]!;
            return (next == body.Inputs[1] || IsTrue(next)) && (Cond is null || IsTrue(Cond));
        }
    }

    /// <inheritdoc/>
    protected internal override OnnxType? InferType() => InferTypes()[0];

    /// <inheritdoc/>
    protected internal override ImmutableArray<OnnxType?> InferTypes()
    {
        Check();
        Graph typed = Typed();
        Dim rounds = IsEndless && M?.Content is [var count] ? (count.Size < 0 ? 0 : count) : Dim.Unknown();
        return
        [
            .. typed.Inputs.Skip(2).Zip(typed.Outputs.Skip(1), (before, after) => before.Type is TensorType ? before.Type
                : Subgraph.Common(before.Type, after.Type)),
            .. typed.Outputs.Skip(states + 1).Select(output => Subgraph.Stacked(output.Type, rounds, 0)),
        ];
    }

    /// <inheritdoc/>
    protected internal override Gradients Gradient(ReadOnlySpan<Value?> dYs, Needs needs) =>
        HasNoRound ? Passed(dYs) : LoopGradient.Of(Form(), dYs, needs, Keeping);

    /// <inheritdoc/>
    protected internal override ImmutableArray<Value>? ForGradient() => HasNoRound ? null : LoopGradient.Prepared(Form(), Keeping);

    // The last states are the first ones.
    private Gradients Passed(ReadOnlySpan<Value?> dYs)
    {
        Value?[] gradients = new Value?[Inputs.Length + Captures.Length];
        for (int i = 0; i < states; i++)
            gradients[2 + i] = dYs[i];
        return Gradients.Create(gradients);
    }

    private LoopForm Form()
    {
        Graph typed = Typed();
        return new(this, typed, 2, 1, states, [], [.. Enumerable.Repeat((0L, 0L), typed.Outputs.Length - states - 1)]);
    }

    private Operator Keeping(Graph graph, int more) => WithSubgraphs(_ => graph);

    private Graph Typed() => Settled(types => Subgraph.Typed(this, body, types)).Body;

    /// <inheritdoc/>
    internal override Operator? OnTypes(Func<IReadOnlyList<OnnxType?>, Operator> retyped)
    {
        Operator? loop = null;
        return Settled(types => (loop = retyped(types)).Subgraphs.Single()).Holds ? loop : null;
    }

    // The body on types that hold in every round: what a round changes is widened until nothing changes.
    private (Graph Body, bool Holds) Settled(Func<OnnxType?[], Graph> on)
    {
        HashSet<Dim> open = [];
        OnnxType?[] types = [.. Inputs.Skip(2).Select(x => x!.Type)];
        for (int round = 0; ; round++)
        {
            Graph typed = on([
                body.Inputs[0].Type ?? new TensorType(ElementType.Int64, []), body.Inputs[1].Type ?? new TensorType(ElementType.Bool, []),
                .. types]);
            (OnnxType? Before, OnnxType? After)[] steps =
                [.. typed.Inputs.Skip(2).Zip(typed.Outputs.Skip(1), (before, after) => (before.Type, after.Type))];
            bool holds = steps.All(step => Keeps(step.Before, step.After, open));
            if (round == 3 || holds)
                return (typed, holds);
            for (int i = 0; i < states; i++)
                types[i] = Widened(steps[i].Before, steps[i].After, round, open);
        }
    }

    private bool Keeps(OnnxType? before, OnnxType? after, HashSet<Dim> open)
    {
        if (before is not TensorType x)
            return true;
        if (after is not TensorType y)
            return x.Shape is null;                    // what is not known of a round may be anything
        if (x.ElementType != y.ElementType)
            throw new OperatorException(this, "each state to keep its element type", $"{before}, then {after}");
        return x.Shape is null ||
            (x.Shape.Rank == y.Shape?.Rank && x.Shape.Zip(y.Shape).All(pair => pair.First == pair.Second || open.Contains(pair.First)));
    }

    // First the lengths that change, then all lengths, then even the number of axes.
    private static OnnxType? Widened(OnnxType? before, OnnxType? after, int round, HashSet<Dim> open)
    {
        if (before is not TensorType { Shape: { } shape } type)
            return before;
        if (round == 2 || after is not TensorType next || next.Shape?.Rank != shape.Rank)
            return new TensorType(type.ElementType, null);
        Dim[] dims = [.. shape.Zip(next.Shape, (d, e) => round == 0 && (d == e || open.Contains(d)) ? d : Dim.Unknown())];
        open.UnionWith(dims.Except(shape));
        return new TensorType(type.ElementType, Shape.Create(dims));
    }

    private static bool IsTrue(Value value) => value.Data is { ElementType: ElementType.Bool, Count: 1 } data && data.Bytes.Span[0] != 0;

    private void Check()
    {
        if (M?.Type is TensorType limit && (limit.ElementType != ElementType.Int64 || limit.Shape?.Elements.MayEqual(1) == false))
            throw new OperatorException(this, "a number of rounds that is one Int64", $"{limit}");
        if (Cond?.Type is TensorType type && (type.ElementType != ElementType.Bool || type.Shape?.Elements.MayEqual(1) == false))
            throw new OperatorException(this, "a condition of one Bool", $"{type}");
        if (body.Inputs.Length != states + 2 || body.Outputs.Length < states + 1)
        {
            throw new OperatorException(this, $"a body of {states + 2} inputs and {states + 1} outputs or more",
                $"{body.Inputs.Length} inputs and {body.Outputs.Length} outputs");
        }
    }
}
