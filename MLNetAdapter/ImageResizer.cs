using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace MLNetAdapter;

/// <summary>ML.NET's own resizing of images, one image at a time.</summary>
internal sealed class ImageResizer
{
    private const string Name = "image";
    private static readonly DataViewSchema Schema = MakeSchema();

    private readonly int height;
    private readonly int width;
    private readonly ValueGetter<MLImage> getter;
    private MLImage source = null!;
    private MLImage resized = null!;

    public ImageResizer(ImageOptions options, int height, int width)
    {
        (this.height, this.width) = (height, width);
        ITransformer resize = new MLContext().Transforms.ResizeImages(Name, width, height, Name, options.Resizing, options.CropAnchor)
            .Fit(new EmptyView(Schema));
        IRowToRowMapper mapper = resize.GetRowToRowMapper(Schema);
        DataViewSchema.Column column = mapper.OutputSchema[Name];
        getter = mapper.GetRow(new ImageRow(this), [column]).GetGetter<MLImage>(column);
    }

    /// <summary>The image in the size that is wanted: itself, or one that is valid until the next call.</summary>
    public MLImage Fit(MLImage image)
    {
        if (image.Height == height && image.Width == width)
        {
            return image;
        }

        source = image;
        getter(ref resized);
        return resized;
    }

    private static DataViewSchema MakeSchema()
    {
        var schema = new DataViewSchema.Builder();
        schema.AddColumn(Name, new ImageDataViewType());
        return schema.ToSchema();
    }

    private sealed class ImageRow(ImageResizer resizer) : DataViewRow
    {
        public override long Position => 0;

        public override long Batch => 0;

        public override DataViewSchema Schema => ImageResizer.Schema;

        public override bool IsColumnActive(DataViewSchema.Column column) => true;

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) => value = default;

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
            RowGetters.Typed<TValue>((ValueGetter<MLImage>)((ref MLImage value) => value = resizer.source), column);
    }
}
