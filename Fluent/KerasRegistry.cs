using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace Fluent;

/// <summary>
/// Finds the class that a file names. Every layer, loss, optimizer … enters itself through code that is generated in its assembly, yours as
/// well as ours.
/// </summary>
public static class KerasRegistry
{
    private static readonly ConcurrentDictionary<(string Module, string Class), Entry> Entries = new();

    /// <summary>Enters a class; called by generated code.</summary>
    /// <param name="type">The class.</param>
    /// <param name="module">Keras's module.</param>
    /// <param name="className">Keras's class name.</param>
    /// <param name="create">Makes an object of its configuration.</param>
    public static void Register(Type type, string module, string className, Func<JsonObject, object> create) =>
        Entries[(module, className)] = new(type, create);

    /// <summary>The classes entered, for tests.</summary>
    internal static IEnumerable<(string Module, string Class, Type Type)> All =>
        Entries.Select(e => (e.Key.Module, e.Key.Class, e.Value.Type));

    internal static bool Has(string module, string className) => Find(module, className) is not null;

    /// <summary>Makes the object that a serialized configuration describes.</summary>
    internal static object FromConfig(string module, string className, JsonObject config)
    {
        object created = (Find(module, className) ?? throw new UnknownClassException(module, className)).Create(config);
        (created as KerasObject)?.ReadSettings(config);
        return created;
    }

    /// <summary>
    /// An object by its class name in any of Keras's spellings, with its defaults: <c>Adam</c>, <c>adam</c>, <c>glorot_uniform</c>.
    /// </summary>
    internal static T FromName<T>(string name)
        where T : KerasObject
    {
        ArgumentNullException.ThrowIfNull(name);
        foreach (((_, string className), Entry entry) in Entries)
        {
            if (entry.Type.IsAssignableTo(typeof(T)) && Names(entry.Type, className).Contains(name, StringComparer.Ordinal))
                return (T)entry.Create([]);
        }

        IEnumerable<string> known = Entries.Where(e => e.Value.Type.IsAssignableTo(typeof(T))).Select(e => AutoName.Snake(e.Key.Class))
            .Order(StringComparer.Ordinal);
        throw new UnknownClassException(name, $"{(typeof(T).Name[0] is 'I' or 'O' ? "An" : "A")} {typeof(T).Name.ToLowerInvariant()}",
            $"one of these names: {string.Join(", ", known)}");
    }

    private static IEnumerable<string> Names(Type type, string className) =>
        [className, AutoName.Snake(className), className.ToLowerInvariant(), .. Aliases(type)];

    private static string[] Aliases(Type type) =>
        type.GetCustomAttributes(typeof(KerasAliasAttribute), inherit: false) is [KerasAliasAttribute alias] ? alias.Aliases : [];

    // Raw operations share class names with layers, so the module decides; files of other Keras versions may name other modules for one
    // class.
    private static Entry? Find(string module, string className)
    {
        RuntimeHelpers.RunModuleConstructor(typeof(KerasRegistry).Module.ModuleHandle);
        return Known(module, className) ?? (EnterLoaded() ? Known(module, className) : null);
    }

    // An assembly enters its classes when its code first runs, which may be after a file names them.
    private static bool EnterLoaded()
    {
        string own = typeof(KerasRegistry).Assembly.GetName().Name!;
        int before = Entries.Count;
        foreach (Assembly assembly in AppDomain.CurrentDomain.GetAssemblies().Where(a => !a.IsDynamic))
        {
            if (Array.Exists(assembly.GetReferencedAssemblies(), name => name.Name == own))
                RuntimeHelpers.RunModuleConstructor(assembly.ManifestModule.ModuleHandle);
        }

        return Entries.Count > before;
    }

    private static Entry? Known(string module, string className)
    {
        if (Entries.TryGetValue((module, className), out Entry? exact))
            return exact;
        string? kind = KerasModules.Kind(module);
        bool isOperation = module.StartsWith("keras.src.ops", StringComparison.Ordinal)
            || module.StartsWith("keras.ops", StringComparison.Ordinal);
        return Entries.FirstOrDefault(e => e.Key.Class == className && (kind is null || KerasModules.Kind(e.Key.Module) == kind) &&
            e.Key.Module.StartsWith("keras.src.ops", StringComparison.Ordinal) == isOperation).Value;
    }

    private sealed record Entry(Type Type, Func<JsonObject, object> Create);
}

/// <summary>A file names a class that is not there.</summary>
public sealed class UnknownClassException : FluentException
{
    internal UnknownClassException(string module, string className)
        : base($"A saved model expects the class '{className}' of {module}, which is not among the known ones. Reference the assembly " +
            "that has it, or " +
            "load the model with a version of Fluent that knows it.") => ClassName = className;

    internal UnknownClassException(string name, string subject, string expects)
        : base(subject, expects, $"'{name}'") => ClassName = name;

    /// <summary>The class that is missing.</summary>
    public string ClassName { get; }
}
