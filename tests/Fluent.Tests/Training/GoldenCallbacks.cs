using System.Text.Json.Nodes;

namespace Fluent.Tests.Training;

/// <summary>Callbacks as the goldens describe them: the class by its Keras name, its arguments by their Keras names.</summary>
internal static class GoldenCallbacks
{
    public static Callback Create(JsonObject described)
    {
        string name = (string)described["class_name"]!;
        JsonObject config = described["config"]!.AsObject();
        Type type = typeof(Callback).Assembly.GetType($"Fluent.{name}") ?? throw new UnknownClassException("keras.callbacks", name);
        if (config["rule"] is { } rule)
        {
            Assert.AreEqual("0.1 / (1 + epoch)", (string?)rule);
            return new LearningRateScheduler((epoch, _) => 0.1f / (1 + epoch));
        }

        System.Reflection.ConstructorInfo constructor = type.GetConstructors().MaxBy(c => c.GetParameters().Length)!;
        return (Callback)constructor.Invoke([.. constructor.GetParameters().Select(p => Argument(p, config))]);
    }

    private static object? Argument(System.Reflection.ParameterInfo parameter, JsonObject config)
    {
        JsonNode? given = config.FirstOrDefault(p => p.Key.Replace("_", "", StringComparison.Ordinal)
            .Equals(parameter.Name, StringComparison.OrdinalIgnoreCase)).Value;
        if (given is null)
            return parameter.DefaultValue;
        Type type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        return System.Text.Json.JsonSerializer.Deserialize(given, type);
    }
}
