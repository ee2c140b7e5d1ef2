using System.Globalization;
using System.Text;
using Fluent.Saving;

namespace Fluent;

/// <summary>Writes what is reported of each epoch as a line of a text file, a column for each name in alphabetical order.</summary>
/// <param name="filename">The file.</param>
/// <param name="separator">What stands between columns.</param>
/// <param name="append">Whether to go on with a file that is there, rather than to begin it anew.</param>
/// <exception cref="FluentException">While training: the file cannot be written.</exception>
public sealed class CSVLogger(string filename, string separator = ",", bool append = false) : Callback, IDisposable
{
    private string[]? names;
    private bool hasHeader;
    private StreamWriter? writer;

    /// <inheritdoc/>
    public override void OnTrainBegin(Logs logs)
    {
        hasHeader = append && File.Exists(filename) && new FileInfo(filename).Length > 0;
        names = null;
        Files.Guard(nameof(CSVLogger), filename,
            () => writer = new(filename, append, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" });
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        ArgumentNullException.ThrowIfNull(logs);
        if (names is null)
        {
            names = [.. logs.Keys.Order(StringComparer.Ordinal)];
            if (!hasHeader)
                writer!.WriteLine(string.Join(separator, names.Prepend("epoch")));
        }

        // An epoch without validation has no numbers of it.
        IEnumerable<string> values = names.Select(name =>
            logs.TryGetValue(name, out double value) ? value.ToString("R", CultureInfo.InvariantCulture) : "NA");
        writer!.WriteLine(string.Join(separator, values.Prepend(epoch.ToString(CultureInfo.InvariantCulture))));
        writer.Flush();
    }

    /// <inheritdoc/>
    public override void OnTrainEnd(Logs logs) => Dispose();

    /// <summary>Closes the file; the end of training does so, too.</summary>
    public void Dispose()
    {
        writer?.Dispose();
        writer = null;
    }
}
