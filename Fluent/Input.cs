using OnnxEmit;

namespace Fluent;

/// <summary>Where numbers enter a network: a tensor of the shape given, without the batch.</summary>
public sealed class Input : Tensor
{
    /// <summary>An input of single-precision numbers, for example <c>new Input(28, 28, 1)</c>.</summary>
    /// <param name="shape">The axes without the batch; null for one of unknown length. No axes for one number a row.</param>
    public Input(params Shape shape)
        : this(new InputLayer(shape))
    {
    }

    /// <summary>An input with a name, for example <c>new Input([32, 32, 3], name: "image")</c>.</summary>
    /// <param name="shape">The axes without the batch; null for one of unknown length.</param>
    /// <param name="name">The name of the input in the model, in data by name, and in exported files; made up when omitted.</param>
    /// <param name="dtype">The element type.</param>
    /// <param name="batchSize">The number of rows where it is fixed; any number when omitted.</param>
    public Input(Shape shape, string? name, ElementType dtype = ElementType.Float, int? batchSize = null)
        : this(new InputLayer(shape, dtype, batchSize, name))
    {
    }

    /// <summary>The layer behind it: what a <see cref="Sequential"/> begins with.</summary>
    public static implicit operator Layer(Input input) => ToLayer(input);

    /// <summary>The layer behind an input.</summary>
    public static Layer ToLayer(Input input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return (Layer)input.Operation;
    }

    internal Input(InputLayer layer)
        : base(new TensorType(layer.Dtype, layer.BatchShape), layer.IsNamed ? layer.Name : null) =>
        Node = new Node(layer, CallArguments.None, [this]);
}
