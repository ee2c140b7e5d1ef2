namespace Fluent;

/// <summary>A model, layer or call of this library was given something it cannot work with. The message is whole sentences.</summary>
public class FluentException : Exception
{
    /// <summary>Composes <c>Subject expects …. Received: ….</c></summary>
    /// <param name="subject">Who complains: <c>Layer 'mix'</c>, <c>Model 'net'</c>, <c>Fit</c>.</param>
    /// <param name="expects">What it expects, without a full stop.</param>
    /// <param name="received">What it received, without a full stop.</param>
    /// <param name="inner">What caused it.</param>
    public FluentException(string subject, string expects, string received, Exception? inner = null)
        : base($"{subject} expects {expects}. Received: {received}.", inner)
    {
    }

    /// <summary>A message of whole sentences.</summary>
    /// <param name="message">The sentences.</param>
    /// <param name="inner">What caused it.</param>
    public FluentException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
