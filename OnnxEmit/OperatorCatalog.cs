namespace OnnxEmit;

/// <summary>The operators that have a class, found by name; the entries are generated from the classes.</summary>
internal static partial class OperatorCatalog
{
    private static readonly Dictionary<string, Entry> Entries = new(StringComparer.Ordinal);

    static OperatorCatalog() => AddAll();

    /// <summary>The classes, for tests.</summary>
    public static IEnumerable<Entry> All => Entries.Values;

    /// <summary>The first version of <c>ai.onnx</c> in which an operator's class no longer says what it means.</summary>
    public static int Until(string opType) => Entries.TryGetValue(opType, out Entry? entry) ? entry.Until : int.MaxValue;

    /// <summary>The typed form of a node of <c>ai.onnx</c>; null where there is no class for this operator at this version.</summary>
    /// <param name="opType">The operator.</param>
    /// <param name="opset">The version of <c>ai.onnx</c> that the file imports.</param>
    /// <param name="node">What the file says of the node.</param>
    public static Operator? Read(string opType, long opset, NodeReader node)
    {
        if (!Entries.TryGetValue(opType, out Entry? entry) || opset < entry.Since || opset >= entry.Until)
            return null;
        try
        {
            Operator typed = entry.Read(node);
            return node.IsComplete && typed.Outputs.Length == node.Outputs ? typed : null;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return null;                               // what the class cannot say stays a generic node: reading loses nothing
        }
    }

    static partial void AddAll();

    private static void Add(string opType, int since, int until, Type type, Func<NodeReader, Operator> read) =>
        Entries.Add(opType, new(opType, since, until, type, read));

    /// <summary>One operator class.</summary>
    internal sealed record Entry(string OpType, int Since, int Until, Type Type, Func<NodeReader, Operator> Read);
}
