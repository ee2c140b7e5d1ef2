using System.Globalization;
using System.Text.Json.Nodes;

namespace Fluent;

/// <summary>A tensor or a number: what stands at either side of an operator.</summary>
public readonly struct Operand : IEquatable<Operand>
{
    private readonly Tensor? tensor;
    private readonly string? number;

    private Operand(Tensor? tensor, string? number) => (this.tensor, this.number) = (tensor, number);

    /// <summary>A tensor.</summary>
    public static implicit operator Operand(Tensor tensor) => FromTensor(tensor);

    /// <summary>A whole number: it leaves the type of the tensor at the other side as it is.</summary>
    public static implicit operator Operand(int number) => FromInt64(number);

    /// <summary>A whole number: it leaves the type of the tensor at the other side as it is.</summary>
    public static implicit operator Operand(long number) => FromInt64(number);

    /// <summary>A number with a fraction: integers at the other side become floating-point numbers.</summary>
    public static implicit operator Operand(float number) => FromSingle(number);

    /// <summary>A number with a fraction: integers at the other side become floating-point numbers.</summary>
    public static implicit operator Operand(double number) => FromDouble(number);

    /// <summary>Whether both are the same tensor or the same number.</summary>
    public static bool operator ==(Operand a, Operand b) => a.Equals(b);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(Operand a, Operand b) => !a.Equals(b);

    /// <summary>A tensor.</summary>
    public static Operand FromTensor(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return new(tensor, null);
    }

    /// <summary>A whole number.</summary>
    public static Operand FromInt64(long number) => new(null, number.ToString(CultureInfo.InvariantCulture));

    /// <summary>A number with a fraction.</summary>
    public static Operand FromSingle(float number) => new(null, WithFraction(number.ToString("R", CultureInfo.InvariantCulture)));

    /// <summary>A number with a fraction.</summary>
    public static Operand FromDouble(double number) => new(null, WithFraction(number.ToString("R", CultureInfo.InvariantCulture)));

    /// <inheritdoc/>
    public bool Equals(Operand other) => tensor == other.tensor && number == other.number;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Operand other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(tensor, number);

    /// <summary>The tensor, or the number.</summary>
    public override string ToString() => tensor?.ToString() ?? number ?? "";

    internal CallArgument ToArgument() => tensor is not null ? CallArgument.Of(tensor) : CallArgument.Of(JsonNode.Parse(number ?? "0"));

    // Files tell 2.0 from 2, as Python does.
    private static string WithFraction(string text) => text.AsSpan().ContainsAny('.', 'E') ? text : text + ".0";
}
