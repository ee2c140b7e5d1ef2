using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using OnnxEmit;

namespace Fluent;

/// <summary>Constructor arguments as Keras writes them in JSON, and back. Called by generated code.</summary>
public static class KerasJson
{
    /// <summary>A value as Keras writes it.</summary>
    /// <param name="value">A number, text, enum, size, shape, function or object; null.</param>
    public static JsonNode? From(object? value) => value switch
    {
        null => null,
        bool flag => flag,
        int number => number,
        long number => number,
        float number => Shortest(number),
        double number => number,
        string text => text,
        Enum name => AutoName.Snake(name.ToString()),
        Size1D size => new JsonArray(size.Length),
        Size2D size => new JsonArray(size.Height, size.Width),
        Size3D size => new JsonArray(size.Depth, size.Height, size.Width),
        Axes { IsSingle: true } axis => axis[0],
        Factors { IsSingle: true } factor => Shortest(factor[0]),
        Padding1D pad => new JsonArray(pad.Before, pad.After),
        Padding3D pad => new JsonArray(From(pad.Depth), From(pad.Rows), From(pad.Columns)),
        Padding2D pad => new JsonArray(new JsonArray(pad.Top, pad.Bottom), new JsonArray(pad.Left, pad.Right)),
        Dim dim => dim.Size,
        Shape shape => FromShape(shape),
        ActivationFunction function => function.Name,
        OnnxModel model => Convert.ToBase64String(model.ToBytes()),
        KerasObject item => FromObject(item),
        Layer layer => FromObject(layer),
        System.Collections.IEnumerable items => new JsonArray([.. items.Cast<object?>().Select(From)]),
        _ => throw new FluentException("A configuration", "numbers, text, sizes, functions and Keras objects", value.GetType().Name),
    };

    /// <summary>An argument of a configuration; <paramref name="otherwise"/> where it is not there.</summary>
    /// <typeparam name="T">The parameter's type.</typeparam>
    /// <param name="config">The configuration.</param>
    /// <param name="name">The argument's name.</param>
    /// <param name="otherwise">The parameter's default.</param>
    /// <exception cref="FluentException">The argument is of another kind.</exception>
    public static T Read<T>(JsonObject config, string name, T otherwise)
    {
        ArgumentNullException.ThrowIfNull(config);
        if (!config.TryGetPropertyValue(name, out JsonNode? node))
            return otherwise;
        try
        {
            return (T)To(typeof(T), node)!;
        }
        catch (Exception e) when (
            e is FormatException or InvalidOperationException or InvalidCastException or OverflowException or ArgumentException)
        {
            throw new FluentException("A configuration", $"'{name}' to be {typeof(T).Name}", node?.ToJsonString() ?? "null", e);
        }
    }

    /// <summary>An argument that has no default.</summary>
    /// <typeparam name="T">The parameter's type.</typeparam>
    /// <param name="config">The configuration.</param>
    /// <param name="name">The argument's name.</param>
    /// <exception cref="FluentException">It is missing or of another kind.</exception>
    public static T Read<T>(JsonObject config, string name)
    {
        ArgumentNullException.ThrowIfNull(config);
        return config.ContainsKey(name) ? Read<T>(config, name, default!)
            : throw new FluentException("A configuration", $"an argument '{name}'", config.ToJsonString());
    }

    internal static JsonArray FromShape(Shape shape) => new([.. shape.Select(d => (JsonNode?)d.Size)]);

    internal static Shape ToShape(JsonArray dims) =>
        [.. dims.Select((d, i) => d is not null ? (Dim)(long)d : i == 0 ? "batch" : Dim.Unknown())];

    internal static string DtypeName(ElementType type) => type switch
    {
        ElementType.Float => "float32",
        ElementType.Double => "float64",
        _ => type.ToString().ToLowerInvariant(),
    };

    internal static ElementType ToDtype(JsonNode? node)
    {
        string name = node is JsonObject policy ? (string?)policy["config"]?["name"] ?? "float32" : (string?)node ?? "float32";
        return name switch
        {
            "float32" => ElementType.Float,
            "float64" => ElementType.Double,
            _ => Enum.TryParse(name, ignoreCase: true, out ElementType type) ? type
                : throw new FluentException("A configuration", "a dtype that this version knows", $"'{name}'"),
        };
    }

    internal static JsonObject FromPolicy(ElementType type) => new()
    {
        ["module"] = "keras",
        ["class_name"] = "DTypePolicy",
        ["config"] = new JsonObject { ["name"] = DtypeName(type) },
        ["registered_name"] = null,
    };

    internal static JsonObject FromObject(KerasObject item) => Serialized(item.KerasModule, item.KerasClassName, item.GetConfig());

    internal static JsonObject FromObject(Layer layer) => Saving.LayerConfig.Serialize(layer);

    internal static JsonObject Serialized(string module, string className, JsonObject config) => new()
    {
        ["module"] = module,
        ["class_name"] = className,
        ["config"] = config,
        ["registered_name"] = null,
    };

    internal static object ToObject(JsonObject node) => KerasRegistry.FromConfig(
        (string?)node["module"] ?? "", (string?)node["class_name"] ?? "", node["config"]?.AsObject() ?? []);

    private static object? To(Type type, JsonNode? node)
    {
        if (node is null)
        {
            return type == typeof(ActivationFunction) ? Activations.Linear : type.IsEnum ? Enum.Parse(type, "None")
                : !type.IsValueType || Nullable.GetUnderlyingType(type) is not null ? null : throw new FormatException("null");
        }

        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string))
            return (string?)node;
        if (type == typeof(bool))
            return (bool)node;
        if (node is JsonObject instead && type.IsPrimitive && instead.ContainsKey("class_name"))
            return ToObject(instead);                  // a schedule where a number may stand
        if (type == typeof(int))
            return (int)Number(node);
        if (type == typeof(long))
            return (long)Number(node);
        if (type == typeof(float))
            return (float)Number(node);
        if (type == typeof(double))
            return Number(node);
        if (type.IsEnum)
            return Enum.Parse(type, ((string)node!).Replace("_", "", StringComparison.Ordinal), ignoreCase: true);
        if (type == typeof(Size1D))
            return new Size1D((int)(node is JsonArray length ? length[0]! : node));
        if (type == typeof(Size3D))
            return node is JsonArray side ? new Size3D((int)side[0]!, (int)side[1]!, (int)side[2]!) : (Size3D)(int)node;
        if (type == typeof(Factors))
            return node is JsonArray factors ? Factors.Create([.. factors.Select(factor => (float)Number(factor!))])
                : (Factors)(float)Number(node);
        if (type == typeof(Size2D))
            return node is JsonArray size ? new Size2D((int)size[0]!, (int)size[1]!) : new Size2D((int)node);
        if (type == typeof(Padding1D))
            return ToPadding1D(node);
        if (type == typeof(Padding3D))
            return node is JsonArray sides ? new Padding3D(ToPadding1D(sides[0]!), ToPadding1D(sides[1]!), ToPadding1D(sides[2]!))
                : (Padding3D)(int)node;
        if (type == typeof(Padding2D))
            return ToPadding(node);
        if (type == typeof(Axes))
            return node is JsonArray axes ? Axes.Create([.. axes.Select(axis => (int)axis!)]) : (Axes)(int)node;
        if (type == typeof(Shape))
            return node is JsonArray dims ? Shape.Create([.. dims.Select(d => d is null ? Dim.Unknown() : (Dim)(long)d)])
                : Shape.Of((long)node);
        if (type == typeof(ActivationFunction))
            return node is JsonValue ? ActivationFunction.FromString((string)node!) : ToFunction(node.AsObject());
        if (type == typeof(OnnxModel))
            return OnnxModel.Load(Convert.FromBase64String((string)node!));
        if (type.IsArray)
            return ToArray(type.GetElementType()!, node.AsArray());
        if (node is JsonObject described && described.ContainsKey("class_name"))
            return typeof(Operation).IsAssignableFrom(type) ? Saving.LayerConfig.Deserialize(described) : ToObject(described);
        if (node is JsonValue && typeof(Initializer).IsAssignableFrom(type))
            return Initializer.FromString((string)node!);
        if (node is JsonValue && typeof(Regularizer).IsAssignableFrom(type))
            return Regularizer.FromString((string)node!);
        if (node is JsonValue && typeof(Constraint).IsAssignableFrom(type))
            return Constraint.FromString((string)node!);
        throw new FormatException($"{type.Name} cannot be read from {node.ToJsonString()}.");
    }

    // 0.001, not 0.0010000000474974513: the shortest decimal that is read as the same number.
    private static double Shortest(float number) =>
        double.Parse(number.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static double Number(JsonNode node) => node.GetValueKind() == JsonValueKind.Number
        ? double.Parse(node.ToJsonString(), CultureInfo.InvariantCulture)
        : throw new FormatException("not a number");

    private static Padding1D ToPadding1D(JsonNode node) => node is JsonArray ends
        ? new Padding1D((int)ends[0]!, (int)ends[1]!) : (int)node;

    private static Padding2D ToPadding(JsonNode node) => node switch
    {
        JsonArray and [JsonArray rows, JsonArray columns] => new((int)rows[0]!, (int)rows[1]!, (int)columns[0]!, (int)columns[1]!),
        JsonArray pair => new((int)pair[0]!, (int)pair[0]!, (int)pair[1]!, (int)pair[1]!),
        _ => new((int)node, (int)node, (int)node, (int)node),
    };

    // A function is written by name, or as an object that says "function" and the name.
    private static ActivationFunction ToFunction(JsonObject node) => ActivationFunction.FromString(
        node["config"] is JsonValue name ? (string)name! : AutoName.Snake((string)node["class_name"]!));

    private static Array ToArray(Type element, JsonArray items)
    {
        Array array = Array.CreateInstance(element, items.Count);
        for (int i = 0; i < items.Count; i++)
            array.SetValue(To(element, items[i]), i);
        return array;
    }
}
