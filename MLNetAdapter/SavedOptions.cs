using System.Text.Json.Nodes;
using Fluent;

namespace MLNetAdapter;

/// <summary>
/// The options of a transformer as a note in the model that it is saved with: ONNX Runtime and ML.NET pass over it, and opening the model
/// here brings them back.
/// </summary>
internal static class SavedOptions
{
    public const string Note = "fluent.mlnet";

    public static string Write(FluentOptions options, ColumnMapping mapping)
    {
        var json = new JsonObject
        {
            ["batch_size"] = options.BatchSize,
            ["blocks_in_flight"] = options.BlocksInFlight,
            ["device"] = options.Device.Kind.ToString(),
            ["device_id"] = options.Device.Id,
            ["intra_op_threads"] = options.IntraOpThreads,
            ["check_rows"] = options.CheckRows,
            ["scalar_outputs"] = options.ScalarOutputs,
        };
        if (mapping.Images != ImageOptions.Default)
        {
            json["images"] = SavedImages.Write(mapping.Images);
        }

        if (mapping.Classes is { } classes)
        {
            json["classes"] = new JsonObject
            {
                ["score"] = mapping.Outputs[classes.Score].StockColumn,
                ["predicted_label"] = classes.Options.PredictedLabelColumnName,
                ["top"] = classes.Options.Top,
                ["top_labels"] = classes.Options.TopLabelsColumnName,
                ["top_scores"] = classes.Options.TopScoresColumnName,
                ["count"] = classes.Count,
                ["type"] = classes.Names?.Item.RawType.Name,
                ["names"] = classes.Names is { } names ? new JsonArray([.. names.Texts.Select(text => (JsonNode)text)]) : null,
            };
        }

        return json.ToJsonString();
    }

    /// <summary>The options, without those for classes, which <see cref="Classes"/> reads.</summary>
    public static FluentOptions Read(string note)
    {
        JsonNode json = JsonNode.Parse(note)!;
        string device = (string)json["device"]!;
        return new()
        {
            BatchSize = (int)json["batch_size"]!,
            BlocksInFlight = (int?)json["blocks_in_flight"],
            Device = device == nameof(DeviceKind.Cuda) ? Device.Cuda((int)json["device_id"]!)
                : device == nameof(DeviceKind.Auto) ? Device.Auto
                : Device.Cpu,
            IntraOpThreads = (int?)json["intra_op_threads"],
            CheckRows = (bool)json["check_rows"]!,
            ScalarOutputs = (bool)json["scalar_outputs"]!,
            Images = json["images"] is { } images ? SavedImages.Read(images) : ImageOptions.Default,
        };
    }

    /// <summary>The columns of classes, or <c>null</c> where there are none. The scores are named like their tensor here.</summary>
    public static ClassColumns? Classes(string note, IReadOnlyList<TensorColumn> outputs)
    {
        if (JsonNode.Parse(note)!["classes"] is not { } json)
        {
            return null;
        }

        var options = new ClassOptions
        {
            ScoreColumnName = (string)json["score"]!,
            PredictedLabelColumnName = (string)json["predicted_label"]!,
            Top = (int)json["top"]!,
            TopLabelsColumnName = (string)json["top_labels"]!,
            TopScoresColumnName = (string)json["top_scores"]!,
        };
        string? type = (string?)json["type"];
        KeyNames? names = type is null
            ? null
            : KeyNames.Parse(
                ElementKind.Items.Single(item => item.RawType.Name == type), [.. json["names"]!.AsArray().Select(text => (string)text!)]);
        return ClassColumns.Resolve(options, outputs, _ => (names, (int)json["count"]!));
    }
}
