namespace Fluent;

/// <summary>
/// What is reported by name, in the order of reporting: <c>loss</c>, then metrics, then <c>val_…</c> of the validation data.
/// </summary>
public sealed class Logs : OrderedDictionary<string, double>
{
    /// <summary>The loss; not a number where there is none.</summary>
    public double Loss => TryGetValue("loss", out double loss) ? loss : double.NaN;

    /// <summary>As in <c>loss: 0.1234 - accuracy: 0.9876</c>.</summary>
    public override string ToString() => string.Join(" - ", this.Select(entry => $"{entry.Key}: {Format(entry.Value)}"));

    // Four decimals as Keras prints them, or an exponent for what they would not show.
    private static string Format(double value) => Math.Abs(value) is > 1e-3 or 0 ? value.ToString("F4") : value.ToString("E4");
}
