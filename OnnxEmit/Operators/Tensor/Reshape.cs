using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>The same elements under another shape.</summary>
/// <remarks>A −1 takes what remains; a 0 keeps the input's axis at that place unless <paramref name="allowzero"/> is set.</remarks>
/// <param name="data">Any tensor.</param>
/// <param name="shape">The new shape, an Int64 vector.</param>
/// <param name="allowzero">Whether a 0 means a length of zero.</param>
[OnnxOperator(since: 5)]
public sealed partial class Reshape(Value data, Value shape, bool allowzero = false) : Operator(data, shape)
{
    /// <inheritdoc/>
    public override int SinceVersion => Data.ElementType.Since(allowzero ? 14 : 5);

    /// <inheritdoc/>
    protected internal override bool OnlyArranges => true;

    internal override bool KeepsRows(ReadOnlySpan<bool> rows) => rows.IsOnlyFirst && Data.Shape.KeepsFirst(Output.Shape);

    /// <inheritdoc/>
    protected internal override OnnxType InferType() => new TensorType(Data.ElementType, Target());

    /// <inheritdoc/>
    protected internal override Shape? InferContent() => Data.Content;

    // A shape without zeros is the same either way.
    /// <inheritdoc/>
    protected internal override ImmutableArray<Value>? OlderForm(int opset) =>
        Shape.Content is { IsKnown: true } wanted && wanted.All(d => d != 0) ? [Op.Reshape(Data, Shape)] : null;

    /// <inheritdoc/>
    protected internal override Gradients Gradient(Value dY, Needs needs) => [dY.ReshapeLike(Data), null];

    /// <inheritdoc/>
    protected internal override TensorData? Fold(ReadOnlySpan<TensorData?> inputs) =>
        inputs[0] is { } data && Output.Shape.IsKnown ? data.Reshape(Output.Shape.ToSizes()) : null;

    private Shape? Target()
    {
        if (Shape.Content is not { } content)          // the rank may be known even where the lengths are not
            return Shape.Shape is [{ Size: { } rank }] ? Lengths.Unknown(rank) : null;

        Dim[] dims = [.. content];
        int open = Array.FindIndex(dims, d => d == -1);
        if (open >= 0 && Array.FindIndex(dims, open + 1, d => d == -1) >= 0)
            throw new OperatorException(this, "at most one -1 in shape", content.ToString());
        if (Data.TensorType.Shape is null)             // what is not said by the data's axes is known all the same
            return OnnxEmit.Shape.Create([.. dims.Select(d => d == -1 || (d == 0 && !allowzero) ? Dim.Unknown() : d)]);
        for (int i = 0; i < dims.Length; i++)
        {
            if (dims[i] == 0 && !allowzero)
            {
                dims[i] = i < Data.Rank ? Data.Shape[i]
                    : throw new OperatorException(this, "a 0 in shape to stand for an axis of the data", $"{content}, data {Data.Shape}");
            }
        }

        Dim rest = dims.Where((_, i) => i != open).Aggregate((Dim)1, (product, d) => product * d);
        Dim all = Data.Shape.Elements;
        if (open >= 0)
        {
            dims[open] = all.TryDivide(rest, out Dim quotient) ? quotient
                : all.IsKnown && rest.IsKnown ? throw Mismatch(content)
                : Dim.Derived($"div({all.ToFormula()}, {rest.ToFormula()})");
        }
        else if (!all.MayEqual(rest))
        {
            throw Mismatch(content);
        }

        return OnnxEmit.Shape.Create(dims);
    }

    private OperatorException Mismatch(Shape content) =>
        new(this, "a shape of as many elements as the data", $"data {Data.Shape}, shape {content}");

    /// <inheritdoc/>
    protected internal override Value? Unchanged() => Neutral.Keeps(this, Data) ? Data : null;
}
