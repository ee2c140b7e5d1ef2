using System.Collections.Immutable;

namespace OnnxEmit.Operators;

/// <summary>Adds up the columns that windows were cut into to the image they came from.</summary>
/// <remarks>
/// Input (batch, channels · elements of a window, windows) gives (batch, channels, …), the spatial axes as long as
/// <paramref name="imageShape"/> says: each window's elements are added where it lay; outside the image they are lost.
/// </remarks>
/// <param name="input">The columns, (batch, channels · elements of a window, windows), the windows row by row.</param>
/// <param name="imageShape">The lengths of the image's axes, an Int64 vector.</param>
/// <param name="blockShape">The length of the window along each axis, an Int64 vector.</param>
/// <param name="dilations">How far the elements of the window are apart along each axis; 1 when omitted.</param>
/// <param name="pads">How far the windows reach beyond each axis before, then behind; not at all when omitted.</param>
/// <param name="strides">How far the window moves along each axis; 1 when omitted.</param>
[OnnxOperator(since: 18)]
public sealed partial class Col2Im(
    Value input, Value imageShape, Value blockShape, long[]? dilations = null, long[]? pads = null, long[]? strides = null)
    : Operator(input, imageShape, blockShape)
{
    /// <inheritdoc/>
    protected internal override OnnxType InferType()
    {
        if (Input.Rank != 3)
            throw new OperatorException(this, "input of shape (batch, channels · elements of a window, windows)", $"{Input.Shape}");
        if (Lengths.From(ImageShape) is not { } image)
            return new TensorType(Input.ElementType, null);
        if (BlockShape.Content is not { } block)
            return new TensorType(Input.ElementType, [Input.Shape[0], Dim.Unknown(), .. image]);
        if (block.Rank != image.Rank || block.Any(b => b.Size < 1))
            throw new OperatorException(this, "as many lengths in block_shape as in image_shape, 1 or more", $"{image}, {block}");
        Dim windows = Axes(image, block).Aggregate((Dim)1, (product, axis) => product * axis.Output);
        if (!windows.MayEqual(Input.Shape[2]))
            throw new OperatorException(this, $"one column for each of {windows} windows", $"{Input.Shape[2]}");
        Dim elements = block.Elements, rows = Input.Shape[1];
        return rows.TryDivide(elements, out Dim channels) ? new TensorType(Input.ElementType, [Input.Shape[0], channels, .. image])
            : !rows.IsKnown || !elements.IsKnown ? new TensorType(Input.ElementType, [
                Input.Shape[0], Dim.Derived($"div({rows.ToFormula()}, {elements.ToFormula()})"), .. image])
            : throw new OperatorException(this, $"rows that are a multiple of the window's {elements} elements", $"{rows}");
    }

    // A transposed convolution: each element of a window is a channel whose filter has a one in the element's place.
    /// <inheritdoc/>
    protected internal override ImmutableArray<Value>? Decompose()
    {
        if (!Input.ElementType.IsFloat || ImageShape.Content is not { IsKnown: true } image
            || BlockShape.Content is not { IsKnown: true } block)
            return null;
        ImmutableArray<Slide> slides = [.. Axes(image, block).Select(axis => axis.Resolved!.Value)];
        long elements = block.Elements.Size!.Value;
        Value filters = Op.EyeLike(Op.Filled(0, ElementType.Float, elements, elements)).Cast(Input.ElementType)
            .Reshape([elements, 1, .. block.ToSizes()]);
        Value columns = Input.Reshape([-1, elements, .. slides.Select(s => s.Output)]);
        Value images = ConvInputGradient.Transposed(columns, filters, slides, group: 1);
        Value shape = Op.Concat(0, Op.Shape(Input, 0, 1), Value.Constant(-1), Value.Constant(image.ToSizes()));
        return [Op.Reshape(images, shape.OrConstant())];
    }

    // ONNX Runtime 1.31 adds to the wrong places where a window of three axes or more is dilated.
    /// <inheritdoc/>
    protected internal override Value? Faster() =>
        ImageShape.Content is { Rank: > 2 } && dilations?.Any(d => d > 1) == true ? Decompose()?[0] : null;

    private IEnumerable<WindowAxis> Axes(Shape image, Shape block)
    {
        int rank = image.Rank;
        long[] step = Window.OnePerAxis(this, "strides", strides, rank), apart = Window.OnePerAxis(this, "dilations", dilations, rank);
        long[] padding = Window.Pads(this, pads, rank, AutoPad.NotSet);
        return Enumerable.Range(0, rank).Select(i => new WindowAxis(
            image[i], block[i], step[i], apart[i], padding[i], padding[rank + i], AutoPad.NotSet, Ceil: false));
    }
}
