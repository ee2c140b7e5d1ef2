using Spectre.Console;

namespace Fluent;

/// <summary>A callback that follows one of the reported numbers and knows when it got better.</summary>
/// <param name="monitor">The number's name: <c>val_loss</c>, <c>accuracy</c> …</param>
/// <param name="mode">Whether less or more is better: <c>min</c>, <c>max</c>, or <c>auto</c>, by what the metric says of itself.</param>
/// <param name="minDelta">What a change must exceed to count, 0 or more.</param>
/// <param name="verbose">Whether it prints what it does.</param>
public abstract class MonitorCallback(string monitor, string mode, float minDelta, int verbose) : Callback
{
    private readonly string mode = Check.OneOf(mode, "A callback", ["auto", "min", "max"]);
    private bool? higher;
    private bool warned;

    /// <summary>The name of the number that is followed.</summary>
    public string Monitor => monitor;

    /// <summary>What a change must exceed to count.</summary>
    public float MinDelta { get; } = Math.Abs(minDelta);

    private protected int Verbose => verbose;

    /// <summary>The number followed; null, with one warning, where it is not reported.</summary>
    private protected double? Current(Logs logs)
    {
        ArgumentNullException.ThrowIfNull(logs);
        if (logs.TryGetValue(monitor, out double value))
            return value;
        if (!warned)
        {
            string reported = string.Join(", ", logs.Keys);
            Print($"{GetType().Name} expects '{monitor}' among what is reported ({reported}); without it, it does nothing.");
        }

        warned = true;
        return null;
    }

    /// <summary>Whether a value is better than another; always where there is no other.</summary>
    private protected bool IsBetter(double value, double? than)
    {
        higher ??= mode switch
        {
            "min" => false,
            "max" => true,
            _ => Direction(),
        };
        return than is not { } other || (higher.Value ? value - MinDelta > other : value + MinDelta < other);
    }

    private protected static void Print(string line) => AnsiConsole.Console.WriteLine(line);

    private protected void Tell(string line)
    {
        if (verbose > 0)
            Print(line);
    }

    private bool Direction() => Model.HigherIsBetter(monitor) ?? throw new FluentException(
        GetType().Name, $"mode \"min\" or \"max\" for '{monitor}', which does not say whether less or more of it is better", "\"auto\"");
}
