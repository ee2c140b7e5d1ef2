using System.Collections.Immutable;

namespace OnnxEmit;

/// <summary>The operators that have a class, found by name; the entries are generated from the classes.</summary>
internal static partial class OperatorCatalog
{
    private static readonly Dictionary<string, Entry> Entries = new(StringComparer.Ordinal);

    private static readonly Dictionary<string, List<OldForm>> OldForms = new(StringComparer.Ordinal);

    static OperatorCatalog()
    {
        AddAll();
        AddOldForms();
    }

    /// <summary>The classes, for tests.</summary>
    public static IEnumerable<Entry> All => Entries.Values;

    /// <summary>The forms of earlier versions, for tests.</summary>
    public static IEnumerable<(string OpType, int Since, int Until)> AllOld =>
        OldForms.SelectMany(forms => forms.Value.Select(form => (forms.Key, form.Since, form.Until)));

    /// <summary>The first version of <c>ai.onnx</c> in which an operator's class no longer says what it means.</summary>
    public static int Until(string opType) => Entries.TryGetValue(opType, out Entry? entry) ? entry.Until : int.MaxValue;

    /// <summary>The next version of <c>ai.onnx</c> in which a node of an earlier one may mean something else, or nothing.</summary>
    /// <param name="opType">The operator.</param>
    /// <param name="version">The version that the node is of.</param>
    public static int Until(string opType, int version)
    {
        IEnumerable<int> changes = OldForms.GetValueOrDefault(opType)?.SelectMany(form => new[] { form.Since, form.Until }) ?? [];
        if (Entries.TryGetValue(opType, out Entry? entry))
            changes = changes.Append(entry.Since).Append(entry.Until);
        return changes.Where(change => change > version).DefaultIfEmpty(int.MaxValue).Min();
    }

    /// <summary>Whether an operator has a class.</summary>
    public static bool Has(string opType) => Entries.ContainsKey(opType);

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

    /// <summary>A node of an earlier version of <c>ai.onnx</c> in the classes of today; null where nothing here says how.</summary>
    /// <param name="node">What the file says of the node; not read so far.</param>
    public static ImmutableArray<Value>? Upgrade(OldNode node)
    {
        if (OldForms.GetValueOrDefault(node.OpType)?.Find(form => node.Version >= form.Since && node.Version < form.Until) is not { } old)
            return null;
        try
        {
            ImmutableArray<Value> outputs = old.Upgrade(node);
            return node.IsComplete && outputs.Length >= node.Outputs ? outputs[..node.Outputs] : null;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return null;                               // a node that is not sound, or too little known: it stays as it stands
        }
    }

    static partial void AddAll();

    static partial void AddOldForms();

    private static void AddOld(string opType, int since, int until, Func<OldNode, ImmutableArray<Value>> upgrade)
    {
        if (!OldForms.TryGetValue(opType, out List<OldForm>? forms))
            OldForms.Add(opType, forms = []);
        forms.Add(new(since, until, upgrade));
    }

    private static void Add(string opType, int since, int until, Type type, Func<NodeReader, Operator> read) =>
        Entries.Add(opType, new(opType, since, until, type, read));

    /// <summary>One operator class.</summary>
    internal sealed record Entry(string OpType, int Since, int Until, Type Type, Func<NodeReader, Operator> Read);

    private sealed record OldForm(int Since, int Until, Func<OldNode, ImmutableArray<Value>> Upgrade);
}
