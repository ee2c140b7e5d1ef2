using System.Diagnostics;
using Spectre.Console;

namespace Fluent;

/// <summary>
/// Prints how training goes: a live line per epoch with bar, loss, metrics and the time that remains; plain lines where output is
/// redirected. Fit adds it by itself unless verbose is 0.
/// </summary>
/// <param name="console">Where to print; the program's console when null.</param>
public sealed class ProgressReport(IAnsiConsole? console = null) : Callback
{
    private const int Width = 24;
    private readonly IAnsiConsole console = console ?? AnsiConsole.Console;
    private readonly Stopwatch watch = new();
    private long shown;
    private bool isOpen;

    private bool IsLive => Parameters.Verbose == 1 && console.Profile.Out.IsTerminal && console.Profile.Capabilities.Ansi;

    /// <inheritdoc/>
    public override void OnEpochBegin(int epoch, Logs logs)
    {
        watch.Restart();
        shown = 0;
        if (IsLive)
            console.WriteLine($"Epoch {epoch + 1}/{Parameters.Epochs}");
    }

    /// <inheritdoc/>
    public override void OnTrainBatchEnd(int batch, Logs logs)
    {
        ArgumentNullException.ThrowIfNull(logs);
        if (!IsLive || watch.ElapsedMilliseconds - shown < 100)
            return;
        shown = watch.ElapsedMilliseconds;
        Rewrite($"{Bar(batch + 1)} {Remaining(batch + 1)} - {Markup.Escape(logs.ToString())}");
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        ArgumentNullException.ThrowIfNull(logs);
        string steps = Parameters.Steps is { } count ? $"{count}/{count} - " : "";
        string line = $"{steps}{watch.Elapsed.TotalSeconds:F1}s - {logs}";
        if (IsLive)
        {
            Rewrite(Markup.Escape(line));
            console.WriteLine();
            isOpen = false;
        }
        else
        {
            // Not wrapped: logs are read by programs.
            console.Profile.Out.Writer.WriteLine($"Epoch {epoch + 1}/{Parameters.Epochs} - {line}");
        }
    }

    /// <inheritdoc/>
    public override void OnTrainEnd(Logs logs)
    {
        if (isOpen)                                    // stopped within an epoch: what follows begins a line of its own
            console.WriteLine();
        isOpen = false;
    }

    private string Bar(int done)
    {
        if (Parameters.Steps is not { } steps)
            return $"{done}/?";
        int filled = Width * done / Math.Max(steps, 1);
        return $"{done}/{steps} [green]{new string('━', filled)}[/][grey]{new string('━', Width - filled)}[/]";
    }

    private string Remaining(int done) => Parameters.Steps is { } steps
        ? $"ETA {TimeSpan.FromSeconds(watch.Elapsed.TotalSeconds / done * (steps - done)):mm\\:ss}"
        : $"{watch.Elapsed.TotalSeconds:F0}s";

    private void Rewrite(string line)
    {
        console.Write(new ControlCode("\r\x1b[2K"));
        console.Markup(line);
        isOpen = true;
    }
}
