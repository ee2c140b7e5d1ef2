using System.Reflection;
using System.Runtime.CompilerServices;

namespace Fluent;

/// <summary>The name of a class in Keras's files, where it is not the class's own, and the module it stands in there.</summary>
/// <param name="name">The class name that Keras writes.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class KerasNameAttribute(string name) : Attribute
{
    // Reflection is slow, and every layer asks.
    private static readonly ConditionalWeakTable<Type, string> Names = [];

    /// <summary>The class name that Keras writes.</summary>
    public string Name => name;

    /// <summary>The module that Keras writes; that of the base class's kind when omitted.</summary>
    public string? Module { get; set; }

    /// <summary>The fluent method's name; <see cref="Name"/> when omitted.</summary>
    public string? Twin { get; set; }

    /// <summary>The name of a class in Keras's files.</summary>
    internal static string Of(Type type) =>
        Names.GetValue(type, static type => type.GetCustomAttribute<KerasNameAttribute>()?.Name ?? type.Name);
}

/// <summary>What an omitted parameter stands for, as a C# expression: the generated property has it, and so have files.</summary>
/// <param name="expression">The expression; it may name earlier parameters.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class DefaultAttribute(string expression) : Attribute
{
    /// <summary>The expression.</summary>
    public string Expression => expression;
}

/// <summary>The name of a parameter in Keras's configuration, where it is not the parameter's in snake_case.</summary>
/// <param name="name">The name.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ConfigNameAttribute(string name) : Attribute
{
    /// <summary>The name.</summary>
    public string Name => name;
}
