using System.Collections.Immutable;
using OnnxEmit;

namespace Fluent;

/// <summary>Cells one upon the other as one cell: each takes the output of the one before.</summary>
/// <remarks>States: those of the first cell, then those of the second, and so on. The weights are the cells'.</remarks>
/// <param name="cells">The cells, one or more.</param>
/// <param name="name">Its name; made from its class when omitted.</param>
public sealed partial class StackedRNNCells(RecurrentCell[] cells, string? name = null) : RecurrentCell(name)
{
    /// <inheritdoc/>
    protected internal override IReadOnlyList<Shape> StateShapes(Shape input)
    {
        List<Shape> shapes = [];
        foreach (RecurrentCell cell in Cells)
        {
            IReadOnlyList<Shape> own = cell.StateShapes(input);
            shapes.AddRange(own);
            input = [input[0], .. own[0]];
        }

        return shapes;
    }

    /// <inheritdoc/>
    protected internal override Value Project(Value x, LayerCall call) =>
        Cells.Length > 0 ? Cells[0].Project(x, Inner(call, 0)) : throw call.Expects("one cell or more", "none");

    /// <inheritdoc/>
    protected internal override (Value Output, ImmutableArray<Value> States) Step(Value x, ImmutableArray<Value> states, LayerCall call)
    {
        List<Value> next = [];
        for (int i = 0; i < Cells.Length; i++)
        {
            LayerCall inner = Inner(call, i);
            if (i > 0)
                x = Cells[i].Project(x, inner);
            int count = Cells[i].StateShapes(x.Shape).Count;
            (x, ImmutableArray<Value> after) = Cells[i].Step(x, states.Slice(next.Count, count), inner);
            next.AddRange(after);
        }

        return (x, [.. next]);
    }

    private LayerCall Inner(LayerCall call, int cell) => call.Within($"cells/{cell}", Cells[cell]);
}
