using System.Globalization;

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

    // Four decimals as Keras prints them, or an exponent for what they would not show: 9.3333e-04.
    private static string Format(double value) =>
        value.ToString(Math.Abs(value) is > 1e-3 or 0 ? "F4" : "0.0000e-00", CultureInfo.InvariantCulture);
}
