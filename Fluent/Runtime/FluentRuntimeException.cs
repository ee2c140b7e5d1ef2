namespace Fluent;

/// <summary>
/// What the Fluent library throws when ONNX Runtime cannot open or run a model: the message is a whole sentence that names the model's inputs, outputs or
/// files, and <see cref="Exception.InnerException"/> keeps ONNX Runtime's own report where it made one.
/// </summary>
public class FluentRuntimeException : Exception
{
    /// <summary>An error without a message of its own.</summary>
    public FluentRuntimeException()
        : base("ONNX Runtime cannot run the model.")
    {
    }

    /// <summary>An error described by a sentence.</summary>
    /// <param name="message">What was expected and what was received.</param>
    public FluentRuntimeException(string message)
        : base(message)
    {
    }

    /// <summary>An error described by a sentence, with what caused it.</summary>
    /// <param name="message">What was expected and what was received.</param>
    /// <param name="innerException">ONNX Runtime's or the operating system's report.</param>
    public FluentRuntimeException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
