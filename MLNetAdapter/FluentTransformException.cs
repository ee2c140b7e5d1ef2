namespace MLNetAdapter;

/// <summary>
/// What the adapter throws when a model, a column or a saved file is not what a transform expects: the message is a whole sentence that names column and tensor,
/// and <see cref="Exception.InnerException"/> keeps the report behind it where there is one.
/// </summary>
public sealed class FluentTransformException : Exception
{
    /// <summary>An error without a message of its own.</summary>
    public FluentTransformException()
        : base("The model cannot be applied to the data.")
    {
    }

    /// <summary>An error described by a sentence.</summary>
    /// <param name="message">What was expected and what was received.</param>
    public FluentTransformException(string message)
        : base(message)
    {
    }

    /// <summary>An error described by a sentence, with what caused it.</summary>
    /// <param name="message">What was expected and what was received.</param>
    /// <param name="innerException">The report behind it.</param>
    public FluentTransformException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
