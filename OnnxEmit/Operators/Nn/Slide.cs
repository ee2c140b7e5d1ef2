namespace OnnxEmit.Operators;

/// <summary>
/// The places of a window along one spatial axis, all in numbers: what gradients of convolution and pooling are made from.
/// </summary>
/// <param name="Input">The length of the axis before the window.</param>
/// <param name="Output">How many places the window takes.</param>
/// <param name="Kernel">How many elements the window takes at each place.</param>
/// <param name="Stride">How far it is from one place to the next.</param>
/// <param name="Dilation">How far it is from one element of the window to the next.</param>
/// <param name="Begin">The padding before the first element.</param>
internal readonly record struct Slide(long Input, long Output, long Kernel, long Stride, long Dilation, long Begin)
{
    /// <summary>From the first to the last element of one window.</summary>
    public long Extent => ((Kernel - 1) * Dilation) + 1;

    /// <summary>From the first element of the first window to the last element of the last one.</summary>
    public long Covered => ((Output - 1) * Stride) + Extent;

    /// <summary>How far the windows reach beyond the last element; negative where the last elements are in no window.</summary>
    public long Overhang => Covered - Begin - Input;

    /// <summary>Whether the windows lie side by side: each element is in one of them at most.</summary>
    public bool IsDisjoint => Kernel == Stride && Dilation == 1;

    /// <summary>The padding behind the last element that the windows reach.</summary>
    public long End => Math.Max(Overhang, 0);

    /// <summary>How many of the last elements are in no window.</summary>
    public long Uncovered => Math.Max(-Overhang, 0);

    /// <summary>The position on the unpadded axis of an element of one window.</summary>
    public long At(long place, long element) => (place * Stride) + (element * Dilation) - Begin;
}
