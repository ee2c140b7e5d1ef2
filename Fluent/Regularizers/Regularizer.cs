using OnnxEmit;

namespace Fluent;

/// <summary>A penalty on weights or on what a layer gives, added to the loss.</summary>
public abstract class Regularizer : KerasObject
{
    internal override string KerasModule => "keras.regularizers";

    /// <summary>The regularizer of this name with its defaults, as Keras has it: <c>"l2"</c>.</summary>
    public static implicit operator Regularizer(string name) => FromString(name);

    /// <summary>The regularizer of this name with its defaults.</summary>
    /// <exception cref="FluentException">There is none.</exception>
    public static Regularizer FromString(string name) => KerasRegistry.FromName<Regularizer>(name);

    /// <summary>Writes the penalty as ONNX operators.</summary>
    /// <param name="x">The weight or output, any shape.</param>
    /// <returns>A scalar.</returns>
    protected internal abstract Value Lower(Value x);
}
