namespace Fluent;

/// <summary>
/// Where a model runs. A device that is asked for by name is given or refused with a <see cref="DeviceException"/>; only <see
/// cref="Auto"/> chooses, and its <see cref="DeviceReport"/> says what it chose and why. Immutable, compared by value, safe to share
/// between threads.
/// </summary>
/// <remarks>
/// The application's package decides what there is: <c>Microsoft.ML.OnnxRuntime</c> has the CPU, <c>Microsoft.ML.OnnxRuntime.Gpu</c> has
/// CUDA too.
/// </remarks>
public sealed record Device
{
    private Device(DeviceKind kind, int id)
    {
        Kind = kind;
        Id = id;
    }

    /// <summary>The processor. Always there where ONNX Runtime is. The default everywhere.</summary>
    public static Device Cpu { get; } = new(DeviceKind.Cpu, 0);

    /// <summary>
    /// The first NVIDIA GPU if this program can use it, the processor otherwise; <see cref="Check"/> tells which, and why.
    /// </summary>
    public static Device Auto { get; } = new(DeviceKind.Auto, 0);

    /// <summary>The kind of device.</summary>
    internal DeviceKind Kind { get; }

    /// <summary>The number of the GPU, from 0.</summary>
    internal int Id { get; }

    /// <summary>One NVIDIA GPU. Never replaced by another device: what cannot be had is a <see cref="DeviceException"/>.</summary>
    /// <param name="id">The number of the GPU, as <c>nvidia-smi</c> counts, from 0. Default: the first.</param>
    /// <returns>The device.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="id"/> is negative.</exception>
    public static Device Cuda(int id = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(id);
        return new(DeviceKind.Cuda, id);
    }

    /// <summary>
    /// Asks ONNX Runtime whether this device can be had, without opening a model. Never throws for a missing device or library.
    /// </summary>
    /// <returns>What was requested, what would be got, why, and what is missing.</returns>
    public DeviceReport Check() => DeviceProbe.OfThisProgram.Resolve(this).Report;

    /// <summary>The device as it is written in code, as <c>Cuda(0)</c>.</summary>
    /// <returns>The device's name.</returns>
    public override string ToString() => Kind is DeviceKind.Cuda ? $"Cuda({Id})" : Kind.ToString();
}

/// <summary>The kinds of <see cref="Device"/>.</summary>
internal enum DeviceKind
{
    Cpu,
    Cuda,
    Auto,
}
