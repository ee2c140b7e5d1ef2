using Fluent;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace MLNetAdapter;

/// <summary>How the images of a column fill an input: what <see cref="ImageOptions"/> say, with what tensor and column tell.</summary>
internal sealed class ImagePlan
{
    private const int Open = -1;
    private readonly bool hasChannels;

    private ImagePlan(ImageOptions options, int channels, bool isLast, bool hasChannels)
    {
        (Options, Channels, IsLast, this.hasChannels) = (options, channels, isLast, hasChannels);
    }

    public ImageOptions Options { get; }

    /// <summary>1 for the brightness, 3 for colours, 4 for colours and opacity.</summary>
    public int Channels { get; }

    /// <summary>Whether the channels of a pixel stand together.</summary>
    public bool IsLast { get; }

    /// <summary>The size that images get, or <c>null</c> where each keeps its own.</summary>
    public (int Height, int Width)? Size { get; private init; }

    /// <summary>A row's sizes: those that all images get, else open ones.</summary>
    public int[] RowDims => Size is var (height, width) ? Dims(height, width) : Dims(Open, Open);

    /// <summary>The plan for images of a type in a tensor.</summary>
    /// <exception cref="FluentTransformException">The tensor is none for images, or does not tell enough.</exception>
    public static ImagePlan Of(TensorColumn tensor, ImageDataViewType type, ImageOptions options)
    {
        ImagePlan plan = Channeled(tensor, type, options);
        int height = plan.IsLast ? 0 : tensor.RowDims.Length - 2;
        int? rows = Side(height, options.Height, type.Height), columns = Side(height + 1, options.Width, type.Width);
        if (rows.HasValue != columns.HasValue)
        {
            throw Unfit(tensor, "both a height and a width, of the tensor, the column or ImageOptions", $"{type}");
        }

        Check(options.Mean, nameof(options.Mean));
        Check(options.Scale, nameof(options.Scale));
        return new(options, plan.Channels, plan.IsLast, plan.hasChannels)
        {
            Size = rows is { } h && columns is { } w ? (h, w) : null,
        };

        int? Side(int axis, int? asked, int ofType)
        {
            int size = tensor.RowDims[axis];
            return size >= 0 && asked is { } other && other != size
                ? throw Unfit(tensor, "images of its own size", $"{other} pixels by ImageOptions")
                : size >= 0 ? size : asked ?? (ofType > 0 ? ofType : null);
        }

        void Check(IReadOnlyList<float> numbers, string name)
        {
            if (numbers.Count != 1 && numbers.Count != plan.Channels)
            {
                throw Unfit(tensor, $"one number or {plan.Channels} for ImageOptions.{name}", $"{numbers.Count}");
            }
        }
    }

    /// <summary>A row's sizes where the image has this one.</summary>
    public int[] Dims(int height, int width) =>
        !hasChannels ? [height, width] : IsLast ? [height, width, Channels] : [Channels, height, width];

    /// <summary>For each channel which element each pixel value becomes.</summary>
    public T[][] Tables<T>(TensorColumn tensor)
    {
        try
        {
            return [.. Enumerable.Range(0, Channels).Select(channel => Enumerable.Range(0, 256).Select(pixel =>
                (T)Convert.ChangeType((pixel - Of(Options.Mean, channel)) * Of(Options.Scale, channel), typeof(T), null)).ToArray())];
        }
        catch (OverflowException e)
        {
            throw new FluentTransformException(
                $"Input column {tensor}", "pixels that ImageOptions bring into the range of its elements", e.Message, e);
        }

        static float Of(IReadOnlyList<float> numbers, int channel) => numbers[numbers.Count == 1 ? 0 : channel];
    }

    /// <summary>For each channel where a pixel of four bytes has it; the brightness is computed.</summary>
    public int[] Places(MLPixelFormat format)
    {
        bool swaps = (format is MLPixelFormat.Bgra32) != (Options.Order is ChannelOrder.Bgr);
        return swaps ? [2, 1, 0, 3] : [0, 1, 2, 3];
    }

    private static ImagePlan Channeled(TensorColumn tensor, ImageDataViewType type, ImageOptions options)
    {
        int[] dims = tensor.RowDims;
        if (tensor.Kind.Item is not NumberDataViewType || dims.Length is < 2 or > 3)
        {
            throw Unfit(tensor, "numbers of [height, width] or [height, width, channels] in any order for images", $"{type}");
        }

        if (dims.Length == 2)
        {
            return new(options, 1, isLast: true, hasChannels: false);
        }

        bool first = dims[0] is 1 or 3 or 4, last = dims[2] is 1 or 3 or 4;
        DataFormat format = options.Layout ?? (first == last
            ? throw Unfit(tensor, "ImageOptions.Layout, as its sizes do not tell where the channels are", $"{type}")
            : last ? DataFormat.ChannelsLast : DataFormat.ChannelsFirst);
        int channels = dims[format is DataFormat.ChannelsLast ? 2 : 0];
        return channels is Open or 1 or 3 or 4
            ? new(options, channels is Open ? 3 : channels, format is DataFormat.ChannelsLast, hasChannels: true)
            : throw Unfit(tensor, "1, 3 or 4 channels for images", $"{channels} by ImageOptions.Layout");
    }

    private static FluentTransformException Unfit(TensorColumn tensor, string expected, string received) =>
        new($"Input column {tensor}", expected, received);
}
