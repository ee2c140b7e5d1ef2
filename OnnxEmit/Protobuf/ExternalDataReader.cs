using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace OnnxEmit.Protobuf;

/// <summary>
/// Finds tensors that stand in files beside the model. Nothing outside the model's folder is reachable, not by <c>..</c>, absolute
/// paths, symbolic links or hard links, and no byte is read or allocated before position and size are known to lie inside the file.
/// </summary>
internal sealed class ExternalDataReader(Source source)
{
    private const string Advice = "Do not trust this model, or save it again with its data beside it.";
    private readonly Dictionary<string, MappedFile> files = new(StringComparer.Ordinal);

    public ReadOnlyMemory<byte> Read(TensorProto proto, int size)
    {
        string location = "";
        long offset = 0, length = size;
        foreach (StringStringEntryProto entry in proto.ExternalData)
        {
            switch (entry.Key)
            {
                case "location": location = entry.Value; break;
                case "offset": offset = Number(proto, entry); break;
                case "length": length = Number(proto, entry); break;
                case "checksum" or "basepath": break;
                default: throw Refuse(proto, "only the keys location, offset, length, checksum and basepath", $"'{entry.Key}'");
            }
        }

        MappedFile file = Open(proto, location);
        if (length != size)
            throw Refuse(proto, $"a length of {size:N0}, which its type and sizes need", $"{length:N0}");
        if (offset > file.Length || length > file.Length - offset)
            throw Refuse(proto, $"{length:N0} bytes at {offset:N0} of '{location}'", $"a file of {file.Length:N0}");
        return file.Slice(offset, size);
    }

    private MappedFile Open(TensorProto proto, string location)
    {
        if (source.Folder is not { } folder)
        {
            throw Refuse(
                proto, "a folder to look in", $"a model without a place, whose data stand in '{location}'",
                "Load the model from its path.");
        }

        string[] steps = location.Split('/', '\\');
        if (location.Length == 0 || location.Contains('\0', StringComparison.Ordinal) || Path.IsPathRooted(location) ||
            location.Contains(':', StringComparison.Ordinal) || Array.Exists(steps, step => step is ".." or ""))
        {
            throw Refuse(proto, "a file below the model's folder", $"'{location}'");
        }

        string root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)), path = root;
        foreach (string step in steps.Where(step => step != "."))
        {
            path = Path.Join(path, step);
            if (IsLink(path))
                throw Refuse(proto, "no symbolic links below the model's folder", $"'{location}'");
        }

        if (files.TryGetValue(path, out MappedFile? known))
            return known;
        if (!File.Exists(path))
        {
            throw Refuse(
                proto, "a file below the model's folder", $"'{location}', which does not exist", "Put the data file beside the model.");
        }

        MappedFile opened = source.Guard(() => OpenChecked(proto, location, path));
        files.Add(path, opened);
        return opened;
    }

    // Looked at before it is opened (a pipe would wait for ever) and again after (it may have been exchanged in between).
    private MappedFile OpenChecked(TensorProto proto, string location, string path)
    {
        FileIdentity? before = FileIdentity.Of(path);
        if (before is { IsRegular: false })
            throw Refuse(proto, "an ordinary file", $"'{location}', which is none");
        using SafeFileHandle handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read, FileOptions.RandomAccess);
        FileIdentity after = FileIdentity.Of(handle);
        if (after.Links > 1)
            throw Refuse(proto, "a file with one name", $"'{location}', a hard link");
        if (before is { } first && first != after)
            throw Refuse(proto, "a file that stays in place while it is read", $"'{location}', which was exchanged");
        return new(handle);
    }

    private static bool IsLink(string path) =>
        new FileInfo(path).Attributes is var attributes && attributes != (FileAttributes)(-1) &&
            attributes.HasFlag(FileAttributes.ReparsePoint);

    private long Number(TensorProto proto, StringStringEntryProto entry) =>
        long.TryParse(entry.Value, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? number
            : throw Refuse(proto, $"a number of 0 or more as {entry.Key}", $"'{entry.Value}'");

    private ModelFormatException Refuse(TensorProto proto, string expects, string received, string advice = Advice) =>
        source.Error($"the external data of tensor '{proto.Name}' to have {expects}", received, advice);
}
