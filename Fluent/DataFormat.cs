namespace Fluent;

/// <summary>Where the channels of images and sequences stand.</summary>
public enum DataFormat
{
    /// <summary>(batch, height, width, channels): Keras's default.</summary>
    ChannelsLast,

    /// <summary>(batch, channels, height, width): PyTorch's and ONNX's.</summary>
    ChannelsFirst,
}
