using System.Text.Json.Nodes;

namespace Fluent.Saving;

/// <summary>
/// Layers that stand in several models of one tree are written with a number, as Keras does while it saves, and are one object again when
/// they are read.
/// </summary>
internal sealed class SharedLayers
{
    private const string Key = "shared_object_id";

    [ThreadStatic]
    private static SharedLayers? current;

    private readonly Dictionary<Operation, JsonObject> written = [];
    private readonly Dictionary<int, Operation> read = [];
    private int count;

    /// <summary>Writes a layer; the outermost call begins the tree.</summary>
    public static JsonObject Write(Operation operation, Func<JsonObject> write) => Within(shared =>
    {
        JsonObject node = write();
        if (operation is not Layer)
            return node;
        if (shared.written.TryGetValue(operation, out JsonObject? first))
            node[Key] = (int)(first[Key] ??= shared.count++);
        else
            shared.written[operation] = node;
        return node;
    });

    /// <summary>Reads a layer, or finds the one that was read before.</summary>
    public static Operation Read(JsonObject node, Func<Operation> read) => Within(shared =>
    {
        if (node[Key] is not { } key)
            return read();
        int id = (int)key;
        return shared.read.TryGetValue(id, out Operation? known) ? known : shared.read[id] = read();
    });

    private static T Within<T>(Func<SharedLayers, T> act)
    {
        if (current is { } tree)
            return act(tree);
        try
        {
            return act(current = new());
        }
        finally
        {
            current = null;
        }
    }
}
