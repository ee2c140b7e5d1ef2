using System.Globalization;
using System.Runtime.CompilerServices;

namespace Fluent;

/// <summary>Checks constructor arguments; the error is <c>MaxNorm expects maxValue to be 0 or more. Received: -1.</c></summary>
internal static class Check
{
    /// <summary>The number, if it is greater than 0.</summary>
    public static float Positive(float number, string owner, [CallerArgumentExpression(nameof(number))] string? name = null) =>
        That(number > 0, number, owner, $"{name} to be greater than 0");

    /// <summary>The number, if it is 0 or more.</summary>
    public static float NotNegative(float number, string owner, [CallerArgumentExpression(nameof(number))] string? name = null) =>
        That(number >= 0, number, owner, $"{name} to be 0 or more");

    /// <summary>The number, if it lies from 0 to 1.</summary>
    public static float Fraction(float number, string owner, [CallerArgumentExpression(nameof(number))] string? name = null) =>
        That(number is >= 0 and <= 1, number, owner, $"{name} to be from 0 to 1");

    /// <summary>The text, if it is one of the words.</summary>
    public static string OneOf(string text, string owner, string[] words, [CallerArgumentExpression(nameof(text))] string? name = null) =>
        words.Contains(text) ? text : throw new FluentException(owner, $"{name} to be one of {string.Join(", ", words)}", $"'{text}'");

    /// <summary>The number, if the condition holds.</summary>
    public static T That<T>(bool condition, T number, string owner, string expects)
        where T : struct, IFormattable => condition ? number
        : throw new FluentException(owner, expects, number.ToString(null, CultureInfo.InvariantCulture));
}
