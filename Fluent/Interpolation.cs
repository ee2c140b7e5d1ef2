namespace Fluent;

/// <summary>What stands between the pixels of an image that is enlarged.</summary>
public enum Interpolation
{
    /// <summary>The nearest pixel again.</summary>
    Nearest,

    /// <summary>A straight line between neighbours, along both axes.</summary>
    Bilinear,

    /// <summary>A cubic through four neighbours, along both axes (Keys 1981, a = −0.5).</summary>
    Bicubic,

    /// <summary>A windowed sinc through six neighbours, along both axes (Duchon 1979).</summary>
    Lanczos3,

    /// <summary>A windowed sinc through ten neighbours, along both axes.</summary>
    Lanczos5,
}
