using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>Computes a graph for each place along an axis of its inputs, with states that go from one to the next.</summary>
/// <remarks>
/// The body's inputs are the states and a slice of each scanned input; its outputs the states' next values and slices of the stacked
/// outputs. It may use values of the graph around it, which <see cref="Graph.Body"/> captures. The outputs are the last states and the
/// stacked outputs. States keep their shape.
/// </remarks>
/// <param name="initialStateAndScanInputs">The first states, then the scanned inputs, equally long along their axes.</param>
/// <param name="body">What is computed at each place.</param>
/// <param name="numScanInputs">How many inputs are scanned, 1 or more.</param>
/// <param name="scanInputAxes">The axis of each; 0 when omitted, negative ones count from the end.</param>
/// <param name="scanInputDirections">Whether each is read forwards (0) or from the end (1); forwards when omitted.</param>
/// <param name="scanOutputAxes">The axis along which each output is stacked; 0 when omitted, negative ones count from the end.</param>
/// <param name="scanOutputDirections">Whether each output is stacked behind (0) or before (1) what was before; behind when omitted.</param>
[OnnxOperator(since: 9, ReturnsAll = true)]
public sealed partial class Scan(
    ReadOnlySpan<Value> initialStateAndScanInputs, Graph body, long numScanInputs, long[]? scanInputAxes = null,
    long[]? scanInputDirections = null, long[]? scanOutputAxes = null, long[]? scanOutputDirections = null)
    : Operator(initialStateAndScanInputs)
{
    private Graph body = body;
    private long[]? scanOutputAxes = scanOutputAxes, scanOutputDirections = scanOutputDirections;

    /// <inheritdoc/>
    public override int SinceVersion => Subgraph.Since(9, Inputs.OfType<Value>().Concat(Outputs));

    /// <inheritdoc/>
    protected internal override int OutputCount => body.Outputs.Length;

    private int States => Inputs.Length - (int)numScanInputs;

    /// <inheritdoc/>
    protected internal override OnnxType? InferType() => InferTypes()[0];

    /// <inheritdoc/>
    protected internal override ImmutableArray<OnnxType?> InferTypes()
    {
        Check();
        Graph typed = Typed();
        Dim length = Length();
        return
        [
            .. typed.Outputs.Take(States).Select((output, i) => State(typed.Inputs[i].Type, output.Type)),
            .. typed.Outputs.Skip(States).Select((output, i) => Subgraph.Stacked(output.Type, length, OutputAxis(i, output))),
        ];
    }

    /// <inheritdoc/>
    protected internal override Gradients Gradient(ReadOnlySpan<Value?> dYs, Needs needs) => LoopGradient.Of(Form(), dYs, needs, Keeping);

    /// <inheritdoc/>
    protected internal override ImmutableArray<Value>? ForGradient() => LoopGradient.Prepared(Form(), Keeping);

    private LoopForm Form() => new(
        this, Typed(), 0, 0, States,
        [.. Enumerable.Range(0, (int)numScanInputs).Select(i => (At(scanInputAxes, i), At(scanInputDirections, i)))],
        [.. Enumerable.Range(0, body.Outputs.Length - States).Select(i => (At(scanOutputAxes, i), At(scanOutputDirections, i)))]);

    private Scan Keeping(Graph graph, int more)
    {
        Scan copy = (Scan)With(Inputs);
        copy.Keep(graph, new long[more]);
        return copy;
    }

    private void Keep(Graph graph, long[] more)
    {
        body = graph;
        scanOutputAxes = scanOutputAxes is null ? null : [.. scanOutputAxes, .. more];
        scanOutputDirections = scanOutputDirections is null ? null : [.. scanOutputDirections, .. more];
    }

    // The body on the types of these inputs.
    private Graph Typed() => Subgraph.Typed(this, body, [.. Types]);

    private IEnumerable<OnnxType?> Types => Inputs.Select((input, i) => i < States ? input!.Type : Slice(i - States));

    /// <inheritdoc/>
    internal override Operator OnTypes(Func<IReadOnlyList<OnnxType?>, Operator> retyped) => retyped([.. Types]);

    private TensorType? Slice(int input) => Inputs[States + input]!.Type is not TensorType type ? null
        : type.Shape is not { } shape ? new TensorType(type.ElementType, null)
        : new TensorType(type.ElementType, [.. shape[..InputAxis(input)], .. shape[(InputAxis(input) + 1)..]]);

    // The length of all scanned inputs.
    private Dim Length()
    {
        Dim? length = null;
        for (int i = 0; i < numScanInputs; i++)
        {
            if (Inputs[States + i]!.Type is not TensorType { Shape: { } shape })
                continue;
            Dim own = shape[InputAxis(i)];
            if (length?.MayEqual(own) == false)
            {
                throw new OperatorException(this, "scanned inputs that are equally long",
                    string.Join(", ", Inputs.Skip(States).Select(input => input!.Type)));
            }

            length = length?.Unify(own) ?? own;
        }

        return length ?? Dim.Unknown();
    }

    private int InputAxis(int input) => AxisList.Resolve(this, At(scanInputAxes, input), Inputs[States + input]!.Rank);

    private int OutputAxis(int output, Value each) =>
        each.Type is TensorType { Shape: { } shape } ? AxisList.Resolve(this, At(scanOutputAxes, output), shape.Rank + 1) : 0;

    private static long At(long[]? items, int index) => items is null ? 0 : items[index];

    private OnnxType? State(OnnxType? before, OnnxType? after) => before is null || after is null ? before ?? after
        : TypeAgreement.Unify(before, after)
            ?? throw new OperatorException(this, "each state to keep its type", $"{before}, then {after}");

    private void Check()
    {
        if (numScanInputs < 1 || numScanInputs > Inputs.Length)
            throw new OperatorException(this, $"1 to {Inputs.Length} scanned inputs", $"{numScanInputs}");
        if (body.Outputs.Length < States)
            throw new OperatorException(this, $"a body with an output for each of {States} states", $"{body.Outputs.Length} outputs");
        long outputs = body.Outputs.Length - States;
        foreach ((long[]? items, long count, string name) in new[]
        {
            (scanInputAxes, numScanInputs, "scan_input_axes"), (scanInputDirections, numScanInputs, "scan_input_directions"),
            (scanOutputAxes, outputs, "scan_output_axes"), (scanOutputDirections, outputs, "scan_output_directions"),
        })
        {
            if (items is not null && items.Length != count)
                throw new OperatorException(this, $"{count} items of {name}", $"{items.Length}");
        }
    }
}
