namespace OnnxEmit.Operators;

/// <summary>When an operator changes nothing: constants that arithmetic does nothing with, to the last bit, and shapes that stay.</summary>
internal static class Neutral
{
    /// <summary>
    /// Whether every element is a zero. Floating-point zeros have signs: x + 0 turns −0 into 0, x + −0 and x − 0 change nothing.
    /// </summary>
    /// <param name="value">Any value.</param>
    /// <param name="isNegative">Which of the floating-point zeros.</param>
    public static bool IsZero(Value value, bool isNegative) =>
        Is(value, value.Type is TensorType { ElementType.IsFloat: true } && isNegative ? -0.0 : 0);

    /// <summary>Whether every element is a one.</summary>
    public static bool IsOne(Value value) => Is(value, 1);

    /// <summary>Whether the result has the input's shape for certain.</summary>
    public static bool Keeps(Operator op, Value input) => op.Output.TensorType is { Shape: not null } type && type == input.TensorType;

    private static bool Is(Value value, double number)
    {
        if (value.Data is not { Count: > 0, ElementType: var type } data || !(type.IsFloat || type.IsInteger) || type.BitSize < 8)
            return false;
        ReadOnlySpan<byte> wanted = TensorData.Scalar(data.ElementType, number).Bytes.Span, bytes = data.Bytes.Span;
        for (int at = 0; at < bytes.Length; at += wanted.Length)
        {
            if (!bytes.Slice(at, wanted.Length).SequenceEqual(wanted))
                return false;
        }

        return true;
    }
}
