namespace Fluent;

/// <summary>What became of a request for a device. Prints as whole sentences.</summary>
/// <param name="Requested">The device that was asked for.</param>
/// <param name="Got">The device that runs the model, or <c>null</c> where the request was refused.</param>
/// <param name="Why">A sentence with the reason.</param>
/// <param name="Missing">The package, driver or library to install, or <c>null</c> where nothing is missing.</param>
public sealed record DeviceReport(Device Requested, Device? Got, string Why, string? Missing = null)
{
    /// <summary>The report as sentences, as <c>Requested Auto, got Cpu. … Missing: package Microsoft.ML.OnnxRuntime.Gpu.</c></summary>
    /// <returns>The text.</returns>
    public override string ToString()
    {
        string text = $"Requested device {Requested}, got {Got?.ToString() ?? "none"}. {Why}";
        return Missing is null ? text : $"{text} Missing: {Missing}.";
    }
}
