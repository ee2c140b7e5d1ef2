using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetAdapter;

/// <summary>Reads a column of images as elements of a tensor. An image stays its owner's: none is disposed here but resized ones.</summary>
internal sealed class ImageReader<TItem> : InputReader<TItem>
{
    private readonly ImagePlan plan;
    private readonly ValueGetter<MLImage> getter;
    private readonly TItem[][] tables;
    private readonly ImageResizer? resizer;
    private MLImage? image;
    private TItem[] items = [];
    private (int Height, int Width) size;

    public ImageReader(TensorColumn tensor, ImagePlan plan, DataViewRow row, DataViewSchema.Column column)
        : base(tensor, row)
    {
        this.plan = plan;
        getter = row.GetGetter<MLImage>(column);
        tables = plan.Tables<TItem>(tensor);
        resizer = plan.Size is var (height, width) ? new(plan.Options, height, width) : null;
    }

    public override ReadOnlySpan<TItem> Items => items.AsSpan(0, Length);

    public override void Read()
    {
        getter(ref image!);
        MLImage source = image ?? throw Wrong("an image a row", "none");
        MLImage fitting = resizer?.Fit(source) ?? source;
        if (size != (fitting.Height, fitting.Width))
        {
            size = (fitting.Height, fitting.Width);
            Take(plan.Dims(size.Height, size.Width));
            items = new TItem[Length];
        }

        if (plan.Channels == 1)
        {
            Brightness(fitting.Pixels, plan.Places(fitting.PixelFormat));
        }
        else
        {
            Colours(fitting.Pixels, plan.Places(fitting.PixelFormat));
        }
    }

    private void Colours(ReadOnlySpan<byte> pixels, int[] places)
    {
        int count = pixels.Length / 4, step = plan.IsLast ? plan.Channels : 1;
        for (int channel = 0; channel < plan.Channels; channel++)
        {
            TItem[] table = tables[channel];
            int at = plan.IsLast ? channel : channel * count;
            for (int pixel = places[channel]; pixel < pixels.Length; pixel += 4, at += step)
            {
                items[at] = table[pixels[pixel]];
            }
        }
    }

    private void Brightness(ReadOnlySpan<byte> pixels, int[] places)
    {
        (int red, int blue) = plan.Options.Order is ChannelOrder.Rgb ? (places[0], places[2]) : (places[2], places[0]);
        for (int i = 0; i < items.Length; i++)
        {
            ReadOnlySpan<byte> pixel = pixels.Slice(4 * i, 4);
            items[i] = tables[0][((299 * pixel[red]) + (587 * pixel[1]) + (114 * pixel[blue]) + 500) / 1000];
        }
    }
}
