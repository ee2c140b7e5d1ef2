namespace OnnxEmit.Protobuf;

/// <summary>What a model is read from.</summary>
/// <param name="subject">What errors call it.</param>
/// <param name="folder">Where external data may stand; null where the model came without a place.</param>
internal sealed class Source(string subject, string? folder)
{
    /// <summary>The advice where the file itself is at fault.</summary>
    public const string Damaged = "The file is damaged or not an ONNX model: get it again from where it came from.";

    /// <summary>The advice where the model contradicts itself.</summary>
    public const string Invalid = "Export the model again, or check it with onnx.checker.";

    public string? Folder => folder;

    public ModelFormatException Error(string expects, string received, string advice, Exception? inner = null) =>
        new(subject, expects, received, advice, inner);

    /// <summary>Reads, and says of everything that goes wrong which file it was.</summary>
    public T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Google.Protobuf.InvalidProtocolBufferException e)
        {
            throw Error("an ONNX model in protobuf's wire format", e.Message.TrimEnd('.'), Damaged, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or TypeLoadException)
        {
            throw Error("a file that can be read", e.Message.TrimEnd('.'), "Check that it exists and that you may read it.", e);
        }
    }
}
