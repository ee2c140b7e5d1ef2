using System.Collections.Immutable;

namespace OnnxEmit;

/// <summary>What a file says of one node, for the generated readers of the operator classes.</summary>
/// <param name="inputs">The inputs; null where left out.</param>
/// <param name="outputs">How many outputs there are.</param>
/// <param name="attributes">The attributes, as they stand.</param>
internal class NodeReader(ImmutableArray<Value?> inputs, int outputs, ImmutableArray<Attribute> attributes)
{
    private int used;

    public int Outputs => outputs;

    public ReadOnlySpan<Value?> Inputs => inputs.AsSpan();

    /// <summary>Whether every attribute was asked for: else the class does not know all that the node says.</summary>
    public bool IsComplete => used == attributes.Length;

    public Value? Input(int index) => index < inputs.Length ? inputs[index] : null;

    public Value Required(int index) => Input(index) ?? throw new FormatException($"input {index} is missing");

    public T Get<T>(string name, T otherwise) => Find(name) is { } value ? (T)value : otherwise;

    public T Get<T>(string name) => Find(name) is T value ? value : throw new FormatException($"attribute '{name}' is missing");

    public bool GetBool(string name, bool otherwise) => Find(name) is long value ? value != 0 : otherwise;

    public ElementType GetType(string name, ElementType otherwise) => Find(name) is long value ? (ElementType)value : otherwise;

    public ElementType? GetTypeOrNull(string name) => Find(name) is long value ? (ElementType)value : null;

    private object? Find(string name)
    {
        foreach (Attribute attribute in attributes)
        {
            if (attribute.Name == name)
            {
                used++;
                return attribute.Value;
            }
        }

        return null;
    }
}
