using OnnxEmit;

namespace Fluent.Saving;

/// <summary>What goes wrong with files, as whole sentences.</summary>
internal static class Files
{
    /// <summary>Reads or writes a file of the ending given.</summary>
    /// <exception cref="FluentException">Another ending, or the file cannot be read or written.</exception>
    public static void Guard(string subject, string path, string ending, Action action)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!path.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            throw new FluentException(subject, $"a file that ends in {ending}", $"'{path}'");
        Guard(subject, path, action);
    }

    /// <summary>Reads or writes a file or makes a folder.</summary>
    /// <exception cref="FluentException">It cannot be read or written.</exception>
    public static void Guard(string subject, string path, Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is ModelFormatException or OperatorException)
        {
            throw new FluentException(e.Message, e);   // whole sentences already
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Text.Json.JsonException)
        {
            throw new FluentException(subject, $"'{path}' to be a file that it can read or write", e.Message.TrimEnd('.'), e);
        }
    }

    /// <summary>Writes a file beside its place and renames it, so that a failure leaves what was there.</summary>
    public static void Replace(string path, Action<Stream> write)
    {
        string fresh = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (FileStream stream = new(fresh, FileMode.CreateNew, FileAccess.Write, FileShare.None))
                write(stream);
            File.Move(fresh, path, overwrite: true);
        }
        finally
        {
            File.Delete(fresh);
        }
    }
}
