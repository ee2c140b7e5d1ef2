using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using OnnxEmit;

namespace Fluent;

/// <summary>A function that a layer applies to its result. Those of Keras are members of <see cref="Activations"/>.</summary>
public sealed class ActivationFunction
{
    private static readonly ConcurrentDictionary<string, ActivationFunction> ByName = new(StringComparer.Ordinal);
    private readonly Func<Value, Value> lower;

    /// <summary>A function of your own; files refer to it by its name.</summary>
    /// <param name="name">Its name in files, in snake_case.</param>
    /// <param name="lower">Writes it as ONNX operators.</param>
    /// <param name="aliases">Further names that files may have for it.</param>
    public ActivationFunction(string name, Func<Value, Value> lower, params ReadOnlySpan<string> aliases)
    {
        (Name, this.lower) = (name, lower);
        ByName[name] = this;
        foreach (string alias in aliases)
            ByName[alias] = this;
    }

    /// <summary>Its name in files.</summary>
    public string Name { get; }

    /// <summary>The function of this name, as Keras has it: <c>"relu"</c>.</summary>
    public static implicit operator ActivationFunction(string name) => FromString(name);

    /// <summary>The function of this name.</summary>
    /// <exception cref="FluentException">There is none.</exception>
    public static ActivationFunction FromString(string name)
    {
        RuntimeHelpers.RunClassConstructor(typeof(Activations).TypeHandle);
        return ByName.TryGetValue(name, out ActivationFunction? function) ? function
            : throw new FluentException("An activation",
                $"one of these names: {string.Join(", ", ByName.Keys.Order(StringComparer.Ordinal))}", $"'{name}'");
    }

    /// <summary>Writes it as ONNX operators.</summary>
    public Value Lower(Value x) => lower(x);

    /// <summary>Its name.</summary>
    public override string ToString() => Name;
}
