namespace OnnxEmit.Operators;

/// <summary>How an operator computes its padding: read from files, never written by the rules here.</summary>
internal enum AutoPad
{
    /// <summary>Padding as the attribute <c>pads</c> says.</summary>
    NotSet,

    /// <summary>As many windows as the stride fits into the axis; the odd element of padding goes to the end.</summary>
    SameUpper,

    /// <summary>As many windows as the stride fits into the axis; the odd element of padding goes to the beginning.</summary>
    SameLower,

    /// <summary>No padding.</summary>
    Valid,
}

/// <summary>Reads <see cref="AutoPad"/> as ONNX spells it.</summary>
internal static class AutoPads
{
    /// <summary>The padding that an attribute names; none where it is empty.</summary>
    /// <exception cref="OperatorException">The text is none of ONNX's four.</exception>
    public static AutoPad Parse(Operator op, string text) => text switch
    {
        "NOTSET" or "" => AutoPad.NotSet,
        "SAME_UPPER" => AutoPad.SameUpper,
        "SAME_LOWER" => AutoPad.SameLower,
        "VALID" => AutoPad.Valid,
        _ => throw new OperatorException(op, "auto_pad to be NOTSET, SAME_UPPER, SAME_LOWER or VALID", text),
    };
}
