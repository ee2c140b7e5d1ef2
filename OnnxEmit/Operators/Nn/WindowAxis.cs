namespace OnnxEmit.Operators;

/// <summary>One spatial axis that a window slides along, as an operator's attributes state it.</summary>
/// <param name="Input">The length of the axis.</param>
/// <param name="Kernel">How many elements the window takes.</param>
/// <param name="Stride">How far it is from one place to the next.</param>
/// <param name="Dilation">How far it is from one element of the window to the next.</param>
/// <param name="Begin">The padding before the axis, where it is explicit.</param>
/// <param name="End">The padding behind the axis, where it is explicit.</param>
/// <param name="AutoPad">How padding is computed.</param>
/// <param name="Ceil">Whether a last window that reaches beyond the padding counts.</param>
internal readonly record struct WindowAxis(
    Dim Input, Dim Kernel, long Stride, long Dilation, long Begin, long End, AutoPad AutoPad, bool Ceil)
{
    /// <summary>How many places the window takes; below 1 where it does not fit.</summary>
    public Dim Output
    {
        get
        {
            if (AutoPad is AutoPad.SameUpper or AutoPad.SameLower)
                return Windows(Input, -1, Stride, Begin, ceil: false);
            return Kernel.Size is { } kernel
                ? Windows(Input, Begin + End - ((kernel - 1) * Dilation) - 1, Stride, Begin, Ceil)
                : Dim.Derived($"window({Input.ToFormula()}, {Kernel.ToFormula()}, {Stride}, {Dilation}, {Begin}, {End}, {Ceil})");
        }
    }

    /// <summary>The same with computed padding made explicit; null where a length is not a number.</summary>
    public Slide? Resolved
    {
        get
        {
            if (Input.Size is not { } input || Kernel.Size is not { } kernel || Output.Size is not { } output)
                return null;
            Slide slide = new(input, output, kernel, Stride, Dilation, Begin);
            if (AutoPad is not (AutoPad.SameUpper or AutoPad.SameLower))
                return slide;
            long padding = Math.Max(slide.Covered - input, 0);
            return slide with { Begin = AutoPad == AutoPad.SameUpper ? padding / 2 : padding - (padding / 2) };
        }
    }

    // ⌊(input + slack) / stride⌋ + 1 windows; exact where a symbolic length is a multiple of the stride and the window leaves no remainder.
    private static Dim Windows(Dim input, long slack, long stride, long begin, bool ceil)
    {
        if (input.Size is { } size)
        {
            // With ceil the last window counts only where it starts inside.
            long windows = Divide(size + slack, stride, ceil) + 1;
            return ceil && (windows - 1) * stride >= size + begin ? windows - 1 : windows;
        }

        return Divide(slack, stride, ceil) == -1 && input.TryDivide(stride, out Dim places) ? places
            : Dim.Derived($"windows({input.ToFormula()}, {slack}, {stride}, {(ceil ? $"ceil {begin}" : "floor")})");
    }

    private static long Divide(long a, long b, bool ceil)
    {
        long quotient = Math.DivRem(a, b, out long remainder);
        return remainder == 0 ? quotient : ceil ? quotient + (a > 0 ? 1 : 0) : quotient - (a < 0 ? 1 : 0);
    }
}
