using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>
/// An operator that computes each element of its result from the elements in the same place, after broadcasting its inputs.
/// </summary>
/// <remarks>Inputs of any shapes that broadcast (numpy's rule); output of the broadcast shape.</remarks>
public abstract class ElementwiseOperator : Operator
{
    /// <summary>An elementwise operator.</summary>
    /// <param name="inputs">Its inputs; null where an optional one is left out.</param>
    protected ElementwiseOperator(params ReadOnlySpan<Value?> inputs)
        : base(inputs)
    {
    }

    // Each place from the same place, where nothing else has places.
    internal override long[]? LengthsRead(int input, long[] wanted) =>
        Inputs[input]!.Shape.Equals(Output.Shape) && Inputs.All(x => x is null || x == Inputs[input] || x.Shape.Elements.Size == 1) ? wanted
            : null;

    // Rows stay where their axis is the result's first, and what else has that axis is the same for all of them.
    internal override bool KeepsRows(ReadOnlySpan<bool> rows)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            if (Inputs[i] is { } input && (rows[i] ? input.Rank < Output.Rank : input.Rank == Output.Rank && input.Shape[0] != 1))
                return false;
        }

        return true;
    }

    /// <summary>The element type of the result: that of the first input, unless overridden.</summary>
    protected virtual ElementType ResultType => Inputs[0]!.ElementType;

    /// <inheritdoc/>
    protected internal override OnnxType? InferType()
    {
        CheckTypes();
        Shape shape = Inputs[0]!.Shape;
        foreach (Value? input in Inputs.AsSpan()[1..])
        {
            if (input is not null)
            {
                shape = Shape.TryBroadcast(shape, input.Shape) ?? throw new OperatorException(
                    this, "inputs of shapes that broadcast", string.Join(", ", Inputs.OfType<Value>().Select(i => i.Shape)));
            }
        }

        ElementType type = ResultType;
        foreach (Value? input in Inputs)               // graphs of many values share a few types
        {
            if (input?.Type is TensorType like && like.ElementType == type && Equals(like.Shape, shape))
                return like;
        }

        return new TensorType(type, shape);
    }

    /// <summary>Checks the element types; by default all inputs must have the same.</summary>
    protected virtual void CheckTypes()
    {
        ElementType first = Inputs[0]!.ElementType;
        foreach (Value? input in Inputs)
        {
            if (input is not null && input.ElementType != first)
            {
                throw new OperatorException(
                    this, "inputs of one element type", string.Join(", ", Inputs.OfType<Value>().Select(i => i.ElementType)));
            }
        }
    }

    /// <inheritdoc/>
    protected internal override Value? MoveTranspose(TransposeMove move)
    {
        ArgumentNullException.ThrowIfNull(move);
        ImmutableArray<Value?> sources = [.. Inputs.Select((input, i) => input is null ? null : move.Source(i))];
        return move.Restore(With(sources).Output);
    }
}
