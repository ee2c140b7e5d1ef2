namespace OnnxEmit;

/// <summary>
/// Marks a class as the typed form of an ONNX operator. Generated from its primary constructor: a property for each input, its attributes,
/// its member of <see cref="Op"/>, and reading it from a file.
/// </summary>
/// <param name="since">The first version of the operator set whose node means what the class says.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OnnxOperatorAttribute(int since) : System.Attribute
{
    /// <summary>The first version.</summary>
    public int Since => since;

    /// <summary>The first later version that means something else.</summary>
    public int Until { get; set; } = int.MaxValue;

    /// <summary>The version from which the first input may be <see cref="ElementType.BFloat16"/>, where it is a later one.</summary>
    public int BFloat16 { get; set; }

    /// <summary>Whether the member of <see cref="Op"/> gives all outputs rather than the first.</summary>
    public bool ReturnsAll { get; set; }

    /// <summary>The operator's name where the class cannot have it.</summary>
    public string? Name { get; set; }
}

/// <summary>The ONNX name of an attribute where it is not the parameter's in snake_case, for example <c>transA</c>.</summary>
/// <param name="name">The name.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class OnnxNameAttribute(string name) : System.Attribute
{
    /// <summary>The name.</summary>
    public string Name => name;
}
