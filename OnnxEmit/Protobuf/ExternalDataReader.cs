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
        HashSet<string> keys = new(StringComparer.Ordinal);
        foreach (StringStringEntryProto entry in proto.ExternalData)
        {
            if (!keys.Add(entry.Key))
                throw Refuse(proto, "each key once", $"'{entry.Key}' twice");
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

        if (ContainedFile.Steps(location) is not { } steps)
            throw Refuse(proto, "a file below the model's folder", $"'{location}'");
        string path = string.Join('/', steps);
        if (files.TryGetValue(path, out MappedFile? known))
            return known;
        MappedFile opened = source.Guard(() => Map(proto, location, Path.GetFullPath(folder), steps));
        files.Add(path, opened);
        return opened;
    }

    private MappedFile Map(TensorProto proto, string location, string folder, string[] steps)
    {
        using SafeFileHandle? file = ContainedFile.Open(folder, steps, out ContainedFile.Obstacle obstacle);
        return file is not null ? new(file) : throw (obstacle switch
        {
            ContainedFile.Obstacle.Missing => Refuse(
                proto, "a file below the model's folder", $"'{location}', which does not exist", "Put the data file beside the model."),
            ContainedFile.Obstacle.SymbolicLink => Refuse(proto, "no symbolic links below the model's folder", $"'{location}'"),
            ContainedFile.Obstacle.HardLink => Refuse(proto, "a file with one name", $"'{location}', a hard link"),
            _ => Refuse(proto, "an ordinary file", $"'{location}', which is none"),
        });
    }

    private long Number(TensorProto proto, StringStringEntryProto entry) =>
        long.TryParse(entry.Value, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? number
            : throw Refuse(proto, $"a number of 0 or more as {entry.Key}", $"'{entry.Value}'");

    private ModelFormatException Refuse(TensorProto proto, string expects, string received, string advice = Advice) =>
        source.Error($"the external data of tensor '{proto.Name}' to have {expects}", received, advice);
}
