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
}
