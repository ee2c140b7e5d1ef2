namespace Fluent;

/// <summary>
/// Thrown when the requested <see cref="Device"/> cannot be had; the message is the <see cref="Report"/>, which says why and what to
/// install.
/// </summary>
public sealed class DeviceException : FluentRuntimeException
{
    /// <summary>An error described by its report.</summary>
    /// <param name="report">What was requested and why it was not got.</param>
    /// <param name="inner">ONNX Runtime's or the operating system's report.</param>
    public DeviceException(DeviceReport report, Exception? inner = null)
        : base(report?.ToString() ?? throw new ArgumentNullException(nameof(report)), inner) => Report = report;

    /// <summary>What was requested, why it was not got, and which package or driver is missing.</summary>
    public DeviceReport Report { get; }
}
