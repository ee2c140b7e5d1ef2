namespace OnnxEmit.Operators;

/// <summary>25/46 − 21/46 cos x for x over one turn: a window of weights for the Fourier transform.</summary>
/// <param name="size">Its length, an Int32 or Int64 scalar.</param>
/// <param name="outputDatatype">The element type of the result.</param>
/// <param name="periodic">Whether the last element is the one before the turn ends, for periodic use, rather than its end.</param>
/// <seealso href="https://ieeexplore.ieee.org/document/1455106"/>
[OnnxOperator(since: 17)]
public sealed partial class HammingWindow(Value size, ElementType outputDatatype = ElementType.Float, bool periodic = true)
    : CosineWindow(size, outputDatatype, periodic, 25 / 46.0, 21 / 46.0, 0);
