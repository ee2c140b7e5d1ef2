using OnnxEmit;

namespace Fluent;

/// <summary>What a weight is held to after each update.</summary>
public abstract class Constraint : KerasObject
{
    internal override string KerasModule => "keras.constraints";

    /// <summary>The constraint of this name with its defaults, as Keras has it: <c>"non_neg"</c>.</summary>
    public static implicit operator Constraint(string name) => FromString(name);

    /// <summary>The constraint of this name with its defaults.</summary>
    /// <exception cref="FluentException">There is none.</exception>
    public static Constraint FromString(string name) => KerasRegistry.FromName<Constraint>(name);

    /// <summary>Writes the nearest allowed weight as ONNX operators.</summary>
    /// <param name="weight">The updated weight.</param>
    protected internal abstract Value Lower(Value weight);
}
