using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Fluent;

/// <summary>Names for what is not given one, as Keras makes them: the class in snake_case, then <c>_1</c>, <c>_2</c> …</summary>
public static partial class AutoName
{
    private static readonly Dictionary<string, int> Counts = new(StringComparer.Ordinal);
    private static readonly ConditionalWeakTable<Type, string> Prefixes = [];
    private static readonly Lock Gate = new();

    /// <summary>
    /// Starts all counters again, so that the next Dense is <c>dense</c>: what Keras's <c>clear_session</c> does to names.
    /// </summary>
    public static void Reset()
    {
        lock (Gate)
            Counts.Clear();
    }

    /// <summary>The next name after a class.</summary>
    internal static string Next(Type type) =>
        Next(Prefixes.GetValue(type, static type => Snake(KerasNameAttribute.Of(type))));

    /// <summary>The next name with this prefix.</summary>
    internal static string Next(string prefix) => Of(prefix, NextNumber(prefix));

    /// <summary>The number of the next name with this prefix: the name itself, where it may never be asked for, can wait.</summary>
    internal static int NextNumber(string prefix)
    {
        Dictionary<string, int> counts = Surroundings.Current?.Names ?? Counts;
        lock (Gate)
        {
            ref int count = ref CollectionsMarshal.GetValueRefOrAddDefault(counts, prefix, out _);
            return count++;
        }
    }

    /// <summary>The name with this prefix and number.</summary>
    internal static string Of(string prefix, int number) => number == 0 ? prefix : $"{prefix}_{number}";

    /// <summary><c>MaxPooling2D</c> → <c>max_pooling2d</c>, <c>PReLU</c> → <c>p_re_lu</c>: Keras's rule to the letter.</summary>
    internal static string Snake(string className)
    {
        string name = NonWord().Replace(className, "");
        name = WordStart().Replace(name, "${before}_${word}");
        return LowerUpper().Replace(name, "${before}_${word}").ToLowerInvariant();
    }

    [GeneratedRegex(@"\W+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NonWord();

    [GeneratedRegex("(?<before>.)(?<word>[A-Z][a-z]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WordStart();

    [GeneratedRegex("(?<before>[a-z])(?<word>[A-Z])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LowerUpper();
}
