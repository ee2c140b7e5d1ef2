using System.Text;
using System.Text.RegularExpressions;

namespace Fluent;

/// <summary>
/// A table in box-drawing characters, laid out to the character as Keras's summary is: columns of fixed widths, text wrapped at spaces.
/// </summary>
/// <param name="columns">The columns.</param>
/// <param name="width">The width of the whole table.</param>
internal sealed partial class TextTable(TextTable.Column[] columns, int width)
{
    private readonly List<string[]> rows = [];
    private readonly int[] widths = Fitted(columns, width);

    public enum Alignment
    {
        Left,
        Right,
        Center,
    }

    public void Add(string[] cells) => rows.Add(cells);

    public override string ToString()
    {
        StringBuilder text = new();
        Rule(text, "┏━┳┓");
        Row(text, [.. columns.Select(c => c.Title)], '┃');
        Rule(text, "┡━╇┩");
        for (int i = 0; i < rows.Count; i++)
        {
            if (i > 0)
                Rule(text, "├─┼┤");
            Row(text, rows[i], '│');
        }

        Rule(text, "└─┴┘");
        return text.ToString();
    }

    // Each column has a blank at both sides; what is too wide then is taken evenly off all, from the left, halves to even.
    private static int[] Fitted(Column[] columns, int width)
    {
        int[] fitted = [.. columns.Select(c => c.Width + 2)];
        int excess = fitted.Sum() - (width - columns.Length - 1);
        for (int i = 0; i < fitted.Length && excess > 0; i++)
        {
            int share = Math.Min(fitted[i], (int)Math.Round((double)excess / (fitted.Length - i), MidpointRounding.ToEven));
            fitted[i] -= share;
            excess -= share;
        }

        return fitted;
    }

    private void Rule(StringBuilder text, string marks) =>
        text.Append(marks[0]).AppendJoin(marks[2], widths.Select(w => new string(marks[1], w))).Append(marks[3]).Append('\n');

    private void Row(StringBuilder text, string[] cells, char border)
    {
        List<string>[] lines = [.. cells.Select((cell, i) => Wrap(cell, Math.Max(1, widths[i] - 2)))];
        for (int line = 0; line < lines.Max(l => l.Count); line++)
        {
            text.Append(border);
            for (int i = 0; i < cells.Length; i++)
                text.Append(' ').Append(Justify(line < lines[i].Count ? lines[i][line] : "", widths[i] - 2, columns[i].Alignment))
                    .Append(' ').Append(border);
            text.Append('\n');
        }
    }

    private static string Justify(string line, int width, Alignment alignment) => alignment switch
    {
        Alignment.Left => line.PadRight(width),
        Alignment.Right => line.PadLeft(width),
        _ => line.PadLeft(line.Length + ((width - line.Length) / 2)).PadRight(width),
    };

    // Words go to the next line where they do not fit; those longer than a line end in an ellipsis.
    private static List<string> Wrap(string text, int width)
    {
        List<string> lines = [];
        string line = "";
        foreach (Match match in Words().Matches(text))
        {
            if (line.Length > 0 && width - line.Length < match.Value.TrimEnd().Length)
            {
                lines.Add(line);
                line = "";
            }

            line += match.Value;
        }

        lines.Add(line);
        return [.. lines.Select(l => l.TrimEnd()).Select(l => l.Length <= width ? l : l[..(width - 1)] + "…")];
    }

    [GeneratedRegex(@"\s*\S+\s*", RegexOptions.None, 1000)]
    private static partial Regex Words();

    /// <summary>A column.</summary>
    internal sealed record Column(string Title, Alignment Alignment, int Width);
}
