using System.Globalization;
using Spectre.Console;

namespace Benchmarks;

/// <summary>A table for people, then a line for each ratio.</summary>
internal sealed class Report
{
    private readonly Table table = new();
    private readonly List<string> ratios = [];

    public Report(string title, params string[] columns)
    {
        table.Title(title);
        foreach (string column in columns)
            table.AddColumn(column, c => c.RightAligned().NoWrap());
    }

    public void Row(params string[] cells) => table.AddRow([.. cells.Select(Markup.Escape)]);

    public void Ratio(string name, double value) => ratios.Add(string.Create(CultureInfo.InvariantCulture, $"ratio {name} {value:F3}"));

    public void Print()
    {
        AnsiConsole.Profile.Width = Math.Max(AnsiConsole.Profile.Width, 120);            // also where output is redirected
        AnsiConsole.Write(table);
        foreach (string line in ratios)
            Console.WriteLine(line);
    }
}
