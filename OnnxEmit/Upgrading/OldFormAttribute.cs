namespace OnnxEmit;

/// <summary>
/// Marks a class that says nodes of earlier versions of an operator with the classes of today. Its method <c>Upgrade</c> takes an
/// <see cref="OldNode"/> and gives one value per output; attributes that it does not ask for leave the node as it stands, as exceptions
/// do. Found by generated code.
/// </summary>
/// <param name="opType">The operator.</param>
/// <param name="until">The first version of <c>ai.onnx</c> in which nodes no longer have this form.</param>
/// <param name="since">The first version in which they have.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
internal sealed class OldFormAttribute(string opType, int until, int since = 1) : System.Attribute
{
    /// <summary>The operator.</summary>
    public string OpType => opType;

    /// <summary>The first version that has another form.</summary>
    public int Until => until;

    /// <summary>The first version of this form.</summary>
    public int Since => since;
}
