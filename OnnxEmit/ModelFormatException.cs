namespace OnnxEmit;

/// <summary>
/// A model cannot be read from a file, or cannot be stated in one. The message says what was expected, what was received, and what to do.
/// </summary>
public sealed class ModelFormatException : Exception
{
    /// <summary>Composes <c>Subject expects …. Received: …. Advice.</c></summary>
    /// <param name="subject">The file or the part of the model that is wrong.</param>
    /// <param name="expects">What is expected of it, without a full stop.</param>
    /// <param name="received">What was found instead, without a full stop.</param>
    /// <param name="advice">What to do, a whole sentence.</param>
    /// <param name="inner">The exception behind it.</param>
    public ModelFormatException(string subject, string expects, string received, string advice, Exception? inner = null)
        : base($"{subject} expects {expects}. Received: {received}. {advice}", inner)
    {
    }
}
