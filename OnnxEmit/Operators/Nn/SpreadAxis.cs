namespace OnnxEmit.Operators;

/// <summary>One spatial axis of a transposed convolution, as its attributes state it.</summary>
/// <param name="Input">The length of the axis.</param>
/// <param name="Kernel">How many elements of the result each element adds to.</param>
/// <param name="Stride">How far apart the elements are spread.</param>
/// <param name="Dilation">How far the elements of the window are apart.</param>
/// <param name="Begin">What is cut off before, where it is explicit.</param>
/// <param name="End">What is cut off behind, where it is explicit.</param>
/// <param name="Extra">What is added behind.</param>
/// <param name="Given">The length of the result, where it is given.</param>
/// <param name="AutoPad">How the cuts are computed.</param>
internal readonly record struct SpreadAxis(
    Dim Input, Dim Kernel, long Stride, long Dilation, long Begin, long End, long Extra, long? Given, AutoPad AutoPad)
{
    /// <summary>The length of the result.</summary>
    public Dim Output
    {
        get
        {
            if (Given is { } given)
                return given;
            if (Kernel.Size is not { } kernel)
            {
                string lengths = $"{Input.ToFormula()}, {Kernel.ToFormula()}";
                return Dim.Derived($"spread({lengths}, {Stride}, {Dilation}, {Extra - Begin - End}, {AutoPad})");
            }

            // A window shorter than the stride has nothing to cut: computed cuts are never negative.
            long uncut = ((kernel - 1) * Dilation) + 1 + Extra - Stride;
            long more = AutoPad is AutoPad.SameUpper or AutoPad.SameLower ? Math.Min(uncut, 0) : uncut - Begin - End;
            return Input.Size is { } input ? (input * Stride) + more
                : more == 0 ? Input * Stride
                : Dim.Derived($"spread({Input.ToFormula()}, {Stride}, {more})");
        }
    }

    /// <summary>
    /// The convolution that this one transposes: from the result back to the places of the input; null where a length is not a number.
    /// </summary>
    public Slide? Resolved
    {
        get
        {
            if (Input.Size is not { } input || Kernel.Size is not { } kernel || Output.Size is not { } output)
                return null;
            Slide slide = new(output, input, kernel, Stride, Dilation, Begin);
            if (Given is null && AutoPad is not (AutoPad.SameUpper or AutoPad.SameLower))
                return slide;
            long cut = Math.Max(slide.Covered + Extra - output, 0);
            return slide with { Begin = AutoPad == AutoPad.SameUpper ? cut / 2 : cut - (cut / 2) };
        }
    }
}
