using System.Text.Json.Nodes;
using OnnxEmit;

namespace Fluent.Importing;

/// <summary>A weight of a network of other people.</summary>
/// <param name="Value">Where it enters the graph.</param>
/// <param name="IsTrained">Whether it is learned, rather than a statistic.</param>
/// <param name="Initializer">Its first numbers: those of the file, or what is drawn where only a description of the network is
/// there.</param>
internal sealed record ImportedWeight(Value Value, bool IsTrained, Initializer Initializer)
{
    /// <summary>Its name in the file.</summary>
    public string Name => Value.Name!;

    /// <summary>A weight with the numbers of a file.</summary>
    public static ImportedWeight Of(OnnxEmit.Value constant, string name, bool isTrained)
    {
        TensorData data = constant.Data!;
        return data.ElementType == ElementType.Float
            ? new(OnnxEmit.Value.Input(data.Type, name), isTrained, new ImportedNumbers(data))
            : throw new FluentException($"Weight '{name}'", "numbers in single or half precision",
                $"{data}; convert the model to single precision first");
    }

    /// <summary>A weight as a description has it.</summary>
    public static ImportedWeight FromJson(JsonObject node, IReadOnlyDictionary<string, Value> inputs) => new(
        inputs[(string)node["name"]!], (bool)node["trainable"]!, (Initializer)KerasJson.ToObject(node["initializer"]!.AsObject()));

    /// <summary>What a description says of it: its numbers stand elsewhere.</summary>
    public JsonObject ToJson() => new()
    {
        ["name"] = Name,
        ["trainable"] = IsTrained,
        ["initializer"] = KerasJson.FromObject(Initializer is ImportedNumbers numbers ? numbers.Alike() : Initializer),
    };
}
