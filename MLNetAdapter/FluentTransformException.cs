using Fluent;

namespace MLNetAdapter;

/// <summary>
/// What the adapter throws when a model, a column or a saved file is not what a transform expects: the message is a whole sentence that
/// names column and tensor, and <see cref="Exception.InnerException"/> keeps the report behind it where there is one.
/// </summary>
public sealed class FluentTransformException : FluentException
{
    /// <summary>Composes <c>Subject expects …. Received: ….</c></summary>
    /// <param name="subject">Who complains: <c>ApplyFluentModel</c>, <c>Input column 'Pixels' (tensor 'x' float[N, 4])</c>.</param>
    /// <param name="expects">What it expects, without a full stop.</param>
    /// <param name="received">What it received; a full stop at its end is not doubled.</param>
    /// <param name="inner">The report behind it.</param>
    public FluentTransformException(string subject, string expects, string received, Exception? inner = null)
        : base(subject, expects, received.TrimEnd().TrimEnd('.'), inner)
    {
    }
}
