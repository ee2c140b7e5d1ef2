using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using OnnxEmit;

namespace Fluent;

/// <summary>
/// Brings two operands to one element type, as Keras does: a number takes the tensor's type unless it says more than that can hold.
/// </summary>
internal static class Promotion
{
    // From narrow to wide.
    private static readonly ElementType[] Integers =
        [ElementType.Bool, ElementType.UInt8, ElementType.Int8, ElementType.UInt16, ElementType.Int16, ElementType.UInt32,
            ElementType.Int32,
            ElementType.UInt64, ElementType.Int64];

    /// <summary>Both sides as values of one type.</summary>
    /// <param name="a">A value, or a constant as the call has it.</param>
    /// <param name="b">A value, or a constant as the call has it.</param>
    /// <param name="needsFloat">Whether integers become floating-point numbers.</param>
    public static (Value A, Value B) Promote((Value? Value, JsonNode? Constant) a, (Value? Value, JsonNode? Constant) b, bool needsFloat)
    {
        ElementType type = TypeOf(a) is { } x ? TypeOf(b) is { } y ? Wider(x, y) : WithNumber(x, b.Constant)
            : WithNumber(TypeOf(b)!.Value, a.Constant);
        if (needsFloat && !type.IsFloat)
            type = ElementType.Float;
        return (As(a, type), As(b, type));
    }

    /// <summary>The type that holds the numbers of both.</summary>
    public static ElementType Wider(ElementType a, ElementType b) =>
        a == b ? a
        : a.IsFloat && b.IsFloat ? (a == ElementType.Double || b == ElementType.Double ? ElementType.Double : ElementType.Float)
        : a.IsFloat ? a
        : b.IsFloat ? b
        : Array.IndexOf(Integers, a) > Array.IndexOf(Integers, b) ? a : b;

    private static ElementType? TypeOf((Value? Value, JsonNode? Constant) operand) =>
        operand.Value?.ElementType ?? (operand.Constant is JsonValue ? null : ConstantTensor.Read(operand.Constant).ElementType);

    private static ElementType WithNumber(ElementType type, JsonNode? number) =>
        HasFraction(number) ? (type.IsFloat ? type : ElementType.Float)
        : type == ElementType.Bool && number?.GetValueKind() == JsonValueKind.Number ? ElementType.Int32
        : type;

    private static bool HasFraction(JsonNode? number) =>
        number?.GetValueKind() == JsonValueKind.Number && number.ToJsonString().AsSpan().ContainsAny('.', 'e', 'E');

    private static Value As((Value? Value, JsonNode? Constant) operand, ElementType type)
    {
        if (operand.Value is { } value)
            return value.Cast(type);
        if (operand.Constant is not JsonValue scalar)
            return Value.Constant(ConstantTensor.Read(operand.Constant)).Cast(type);
        double number = scalar.GetValueKind() switch
        {
            JsonValueKind.True => 1,
            JsonValueKind.False => 0,
            _ => double.Parse(scalar.ToJsonString(), CultureInfo.InvariantCulture),
        };
        return Value.Constant(TensorData.Scalar(type, number));
    }
}
