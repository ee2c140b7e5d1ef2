using Fluent;
using Microsoft.ML.Transforms.Image;

namespace MLNetAdapter;

/// <summary>
/// How a column of images (<see cref="Microsoft.ML.Data.MLImage"/>) becomes a tensor of numbers: what <c>ResizeImages</c> and
/// <c>ExtractPixels</c> do for ML.NET's own models, and with the same defaults. An element is (pixel − mean) · scale, the pixel from 0 to
/// 255. Immutable; safe to share.
/// </summary>
public sealed record ImageOptions
{
    private static readonly float[] Zero = [0];
    private static readonly float[] One = [1];

    /// <summary>
    /// How an image of another size is made to fit: cropped, padded or stretched, by ML.NET's own code. Default: cropped, as
    /// <c>ResizeImages</c> does.
    /// </summary>
    public ImageResizingEstimator.ResizingKind Resizing { get; init; } = ImageResizingEstimator.ResizingKind.IsoCrop;

    /// <summary>Which part is kept where an image is cropped. Default: its middle.</summary>
    public ImageResizingEstimator.Anchor CropAnchor { get; init; } = ImageResizingEstimator.Anchor.Center;

    /// <summary>
    /// The height in pixels that images get, at least 1. Default: <c>null</c>, the tensor's; where it leaves that open the column's; where
    /// that is open too, each image keeps its own size, and images of equal size run together.
    /// </summary>
    public int? Height { get; init => field = AtLeastOne(value, nameof(Height)); }

    /// <summary>The width in pixels that images get, at least 1. Default: <c>null</c>, as <see cref="Height"/>.</summary>
    public int? Width { get; init => field = AtLeastOne(value, nameof(Width)); }

    /// <summary>
    /// Where the tensor has its channels. Default: <c>null</c>, at the end that has the size 1, 3 or 4; to be told where both or neither
    /// have.
    /// </summary>
    public DataFormat? Layout { get; init; }

    /// <summary>
    /// The order of the colours. Default: red, green, blue. One channel is the brightness (ITU-R 601: 0.299, 0.587 and 0.114 of them,
    /// rounded), a fourth the opacity.
    /// </summary>
    public ChannelOrder Order { get; init; } = ChannelOrder.Rgb;

    /// <summary>What is subtracted from a pixel: one number, or one a channel in the tensor's order. Default: 0.</summary>
    public IReadOnlyList<float> Mean { get; init; } = Zero;

    /// <summary>
    /// What the difference is multiplied by: one number, or one a channel in the tensor's order. Default: 1; many models want 1/255.
    /// </summary>
    public IReadOnlyList<float> Scale { get; init; } = One;

    internal static ImageOptions Default { get; } = new();

    private static int? AtLeastOne(int? value, string name) => value is null or > 0
        ? value
        : throw new ArgumentOutOfRangeException(name, value, "An image expects at least 1 pixel.");
}
