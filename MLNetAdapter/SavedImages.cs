using System.Text.Json.Nodes;
using Fluent;
using Microsoft.ML.Transforms.Image;

namespace MLNetAdapter;

/// <summary>The part of <see cref="SavedOptions"/> that tells how images become tensors.</summary>
internal static class SavedImages
{
    public static JsonObject Write(ImageOptions images) => new()
    {
        ["resizing"] = images.Resizing.ToString(),
        ["crop_anchor"] = images.CropAnchor.ToString(),
        ["height"] = images.Height,
        ["width"] = images.Width,
        ["layout"] = images.Layout?.ToString(),
        ["order"] = images.Order.ToString(),
        ["mean"] = Numbers(images.Mean),
        ["scale"] = Numbers(images.Scale),
    };

    public static ImageOptions Read(JsonNode json) => new()
    {
        Resizing = Parse<ImageResizingEstimator.ResizingKind>(json["resizing"]) ?? default,
        CropAnchor = Parse<ImageResizingEstimator.Anchor>(json["crop_anchor"]) ?? default,
        Height = (int?)json["height"],
        Width = (int?)json["width"],
        Layout = Parse<DataFormat>(json["layout"]),
        Order = Parse<ChannelOrder>(json["order"]) ?? default,
        Mean = Numbers(json["mean"]!),
        Scale = Numbers(json["scale"]!),
    };

    private static T? Parse<T>(JsonNode? json)
        where T : struct, Enum => json is null ? null : Enum.Parse<T>((string)json!);

    private static JsonArray Numbers(IEnumerable<float> numbers) => [.. numbers.Select(number => (JsonNode)number)];

    private static float[] Numbers(JsonNode json) => [.. json.AsArray().Select(number => (float)number!)];
}
