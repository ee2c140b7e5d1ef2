using System.Globalization;
using System.Text.RegularExpressions;

namespace Fluent;

/// <summary>File names with numbers in them, in Python's notation as Keras has it: <c>{epoch:02d}-{val_loss:.2f}</c>.</summary>
internal static partial class FileTemplate
{
    /// <summary>The name with the numbers filled in.</summary>
    /// <exception cref="FluentException">It names a number that is not reported, or a form that this does not know.</exception>
    public static string Fill(string template, IReadOnlyDictionary<string, double> numbers) => Place().Replace(template, match =>
    {
        string name = match.Groups["name"].Value, form = match.Groups["form"].Value;
        double number = numbers.TryGetValue(name, out double found) ? found
            : throw new FluentException(
                "A file name", $"what is reported ({string.Join(", ", numbers.Keys)}) in braces", $"'{{{name}}}' in '{template}'");
        return Format(number, form)
            ?? throw new FluentException("A file name", "a form such as 02d, .2f, .3e or g after a colon", $"'{form}' in '{template}'");
    });

    private static string? Format(double number, string form)
    {
        Match match = Form().Match(form);
        if (!match.Success)
            return null;
        int precision = match.Groups["precision"].Success ? int.Parse(match.Groups["precision"].Value, CultureInfo.InvariantCulture) : 6;
        int width = match.Groups["width"].Success ? int.Parse(match.Groups["width"].Value, CultureInfo.InvariantCulture) : 0;
        string text = match.Groups["kind"].Value switch
        {
            "f" => number.ToString("F" + precision, CultureInfo.InvariantCulture),
            "e" => number.ToString($"0.{new string('0', precision)}e+00", CultureInfo.InvariantCulture),
            "d" => number.ToString("F0", CultureInfo.InvariantCulture),
            "g" => number.ToString("G" + precision, CultureInfo.InvariantCulture),
            _ => number.ToString("R", CultureInfo.InvariantCulture),
        };
        return match.Groups["zero"].Success ? text.PadLeft(width, '0') : text.PadLeft(width);
    }

    [GeneratedRegex(@"\{(?<name>\w+)(?::(?<form>[^}]*))?\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Place();

    [GeneratedRegex(@"^(?<zero>0)?(?<width>[1-9]\d?)?(\.(?<precision>\d{1,2}))?(?<kind>[dfeg])?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
