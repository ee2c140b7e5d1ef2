using OnnxEmit;

namespace Fluent;

/// <summary>
/// A symbolic tensor: a place in a network that numbers will flow through. Layers, operations and models called on it give further tensors,
/// and <see cref="Model"/> is made of where they begin and end.
/// </summary>
/// <remarks>Immutable; holds no numbers.</remarks>
public partial class Tensor
{
    private const string AutoPrefix = "keras_tensor";
    private readonly int number;                       // of the name that is made up
    private Node? node;                                // first: a graph's links, for the reason that OnnxEmit.Operator gives
    private string? name;

    internal Tensor(OnnxType? type, string? name = null, bool hasMask = false)
    {
        (Type, this.name, HasMask) = ((TensorType)type!, name, hasMask);
        number = name is null ? AutoName.NextNumber(AutoPrefix) : 0;
    }

    /// <summary>Element type and axes; the first axis is the batch.</summary>
    public TensorType Type { get; }

    /// <summary>The axes, the batch first: <c>(batch, 28, 28, 1)</c>.</summary>
    public Shape Shape => Type.Shape!;

    /// <summary>The number of axes, the batch included.</summary>
    public int Rank => Shape.Rank;

    /// <summary>The type of each element.</summary>
    public ElementType ElementType => Type.ElementType;

    /// <summary>Its name: the input's, or made up.</summary>
    public string Name => name ??= AutoName.Of(AutoPrefix, number);

    /// <summary>The layer, operation or model whose call gave it.</summary>
    public Operation Operation => Node.Operation;

    /// <summary>Whether a mask of valid time steps comes with it.</summary>
    internal bool HasMask { get; }

    /// <summary>The call that gave it.</summary>
    internal Node Node { get => node!; set => node = value; }

    /// <summary>Which of the call's outputs it is.</summary>
    internal int Index { get; set; }

    /// <summary>
    /// Adds a layer or model to the graph behind this tensor: for those that are called several times and share their weights.
    /// </summary>
    /// <param name="layer">The layer.</param>
    /// <param name="training">Whether this call trains, whatever the model does; decided by the model when null.</param>
    /// <exception cref="FluentException">The tensor's rank, shape or type does not fit.</exception>
    public Tensor Apply(Layer layer, bool? training = null)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return layer.Call(this, training);
    }

    /// <summary>Adds a block of layers to the graph behind this tensor.</summary>
    /// <param name="block">Makes a tensor of this one.</param>
    public Tensor Apply(Func<Tensor, Tensor> block)
    {
        ArgumentNullException.ThrowIfNull(block);
        return block(this);
    }

    /// <summary>As in <c>conv2d: Float(batch, 26, 26, 32)</c>.</summary>
    public override string ToString() => $"{Node?.Operation.Name ?? Name}: {Type}";
}
