using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>Computes one of two graphs.</summary>
/// <remarks>
/// The graphs have no inputs: they use values of the graph around them, which <see cref="Graph.Branch"/> captures. Both give as many
/// outputs of the same element types; where shapes differ, the length or the number of axes is unknown.
/// </remarks>
/// <param name="cond">Which one: a Bool of one element.</param>
/// <param name="thenBranch">What is computed where it is true.</param>
/// <param name="elseBranch">What is computed where it is false.</param>
[OnnxOperator(since: 1, ReturnsAll = true)]
public sealed partial class If(Value cond, Graph thenBranch, Graph elseBranch) : Operator(cond)
{
    /// <inheritdoc/>
    public override int SinceVersion => Subgraph.Since(1, Outputs);

    /// <inheritdoc/>
    protected internal override int OutputCount => thenBranch.Outputs.Length;

    /// <inheritdoc/>
    protected internal override OnnxType? InferType() => InferTypes()[0];

    /// <inheritdoc/>
    protected internal override ImmutableArray<OnnxType?> InferTypes()
    {
        if (Cond.Type is TensorType type && (type.ElementType != ElementType.Bool || type.Shape?.Elements.MayEqual(1) == false))
            throw new OperatorException(this, "a condition of one Bool", $"{type}");
        if (thenBranch.Outputs.Length != elseBranch.Outputs.Length)
        {
            throw new OperatorException(
                this, "as many outputs of both branches", $"{thenBranch.Outputs.Length} and {elseBranch.Outputs.Length}");
        }

        return [.. thenBranch.Outputs.Zip(elseBranch.Outputs, Common)];
    }

    // Another If: of each branch the gradient, computed from what the branch computes once more.
    /// <inheritdoc/>
    protected internal override Gradients Gradient(ReadOnlySpan<Value?> dYs, Needs needs)
    {
        ImmutableArray<Value> captures = Captures;
        Value[] wanted = [.. captures.Where((_, i) => needs[Inputs.Length + i])];
        Value?[] given = dYs.ToArray();
        long start = Next();
        ImmutableArray<Value?> ifTrue = Back(thenBranch, wanted, given), ifFalse = Back(elseBranch, wanted, given);
        int[] flowing = [.. Enumerable.Range(0, wanted.Length).Where(i => (ifTrue[i] ?? ifFalse[i]) is not null)];
        Value?[] gradients = new Value?[Inputs.Length + captures.Length];
        if (flowing.Length == 0)
            return Gradients.Create(gradients);
        ImmutableArray<Value> results = Op.If(Cond, Closed(thenBranch, ifTrue), Closed(elseBranch, ifFalse));
        for (int i = 0; i < flowing.Length; i++)
            gradients[Inputs.Length + captures.IndexOf(wanted[flowing[i]])] = results[i];
        return Gradients.Create(gradients);

        Graph Closed(Graph branch, ImmutableArray<Value?> found) => new Closure(start, branch.Operators).Branch(
            [.. flowing.Select(i => found[i] ?? wanted[i].ZerosLike())]);
    }

    private ImmutableArray<Value?> Back(Graph branch, Value[] wanted, Value?[] dYs)
    {
        if (branch.Operators.FirstOrDefault(op => !op.IsRepeatable) is { } random)
            throw new OperatorException(this, "branches that can be computed again, to be differentiated", random.OpType);
        return Differentiate.Walk(branch.Outputs, wanted, dYs, branch.Captures);
    }

    private OnnxType? Common(Value a, Value b) => a.Type is TensorType x && b.Type is TensorType y && x.ElementType != y.ElementType
        ? throw new OperatorException(this, "outputs of the same element types of both branches", $"{x} and {y}")
        : Subgraph.Common(a.Type, b.Type);
}
