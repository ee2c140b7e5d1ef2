namespace Fluent;

/// <summary>Further names by which Keras's strings know a class: <c>mse</c> for MeanSquaredError.</summary>
/// <param name="aliases">The names.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class KerasAliasAttribute(params string[] aliases) : Attribute
{
    /// <summary>The names.</summary>
    public string[] Aliases => aliases;
}
