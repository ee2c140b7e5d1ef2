namespace Fluent;

/// <summary>
/// What the Fluent library throws when ONNX Runtime cannot open or run a model: the message is a whole sentence that names the model's
/// inputs, outputs or files, and <see cref="Exception.InnerException"/> keeps ONNX Runtime's own report where it made one.
/// </summary>
public class FluentRuntimeException : FluentException
{
    /// <summary>Composes <c>Subject expects …. Received: ….</c></summary>
    /// <param name="subject">Who complains: <c>A session</c>, <c>The model's input 'x' float[N, 4]</c>.</param>
    /// <param name="expects">What it expects, without a full stop.</param>
    /// <param name="received">What it received; a full stop at its end is not doubled.</param>
    /// <param name="inner">ONNX Runtime's or the operating system's report.</param>
    public FluentRuntimeException(string subject, string expects, string received, Exception? inner = null)
        : base(subject, expects, received.TrimEnd().TrimEnd('.'), inner)
    {
    }

    /// <summary>A message of whole sentences.</summary>
    /// <param name="message">The sentences.</param>
    /// <param name="inner">ONNX Runtime's or the operating system's report.</param>
    public FluentRuntimeException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
