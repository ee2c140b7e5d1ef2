namespace OnnxEmit;

/// <summary>
/// An operator was given inputs or attributes that it cannot work with. The message says what it expects and what it received.
/// </summary>
public sealed class OperatorException : ArgumentException
{
    /// <summary>Composes <c>Operator 'name' expects …. Received: ….</c></summary>
    /// <param name="op">The operator that complains.</param>
    /// <param name="expects">What it expects, without a full stop.</param>
    /// <param name="received">What it received instead.</param>
    public OperatorException(Operator op, string expects, string received)
        : base($"{Label(op)} expects {expects}. Received: {received}.") => Operator = op;

    /// <summary>Composes <c>Operator 'name' message</c>, for what is not about an input.</summary>
    /// <param name="op">The operator that complains.</param>
    /// <param name="message">The rest of the sentence, with its full stop.</param>
    public OperatorException(Operator op, string message)
        : base($"{Label(op)} {message}") => Operator = op;

    // What a file says of an operator may be possible in each part and mean nothing together: its rules stumble over that somewhere.
    internal OperatorException(Operator op, string expects, Exception inner)
        : base($"{Label(op)} expects {expects}. Received: {Types(op)} ({inner.Message.TrimEnd('.')}).", inner) => Operator = op;

    /// <summary>The operator that complains.</summary>
    public Operator Operator { get; }

    private static string Types(Operator op) => op.Inputs.IsEmpty ? "no input"
        : string.Join(", ", op.Inputs.Select(x => x is null ? "none" : x.Type?.ToString() ?? "a value of unknown type"));

    private static string Label(Operator op)
    {
        ArgumentNullException.ThrowIfNull(op);
        return op.Name is { Length: > 0 } name ? $"{op.OpType} '{name}'" : op.OpType;
    }
}
