namespace Fluent;

/// <summary>Thrown when the requested <see cref="Device"/> cannot be had; <see cref="Report"/> says why and what to install.</summary>
public sealed class DeviceException : FluentRuntimeException
{
    /// <summary>An error without a report, for serializers and tests.</summary>
    public DeviceException()
    {
    }

    /// <summary>An error described by a sentence.</summary>
    /// <param name="message">Which device was expected and what was received.</param>
    public DeviceException(string message)
        : base(message)
    {
    }

    /// <summary>An error described by a sentence, with what caused it.</summary>
    /// <param name="message">Which device was expected and what was received.</param>
    /// <param name="innerException">ONNX Runtime's or the operating system's report.</param>
    public DeviceException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal DeviceException(DeviceReport report, Exception? innerException)
        : base(report.ToString(), innerException) => Report = report;

    /// <summary>What was requested, what was got, why, and which package or driver is missing; <c>null</c> where none was made.</summary>
    public DeviceReport? Report { get; }
}
