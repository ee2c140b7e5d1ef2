namespace Fluent;

/// <summary>A chain of layers, each called on what the one before gives.</summary>
[KerasName("Sequential", Module = "keras")]
public sealed class Sequential : Model
{
    private readonly List<Layer> chain = [];

    /// <summary>A chain; with an input first it can be used at once, otherwise it takes shape at its first call.</summary>
    /// <param name="layers">The layers; an <see cref="Fluent.Input"/> may come first.</param>
    public Sequential(params IEnumerable<Layer> layers)
        : this(null, layers)
    {
    }

    /// <summary>A chain with a name.</summary>
    /// <param name="name">Its name; made up when null.</param>
    /// <param name="layers">The layers; an <see cref="Fluent.Input"/> may come first.</param>
    public Sequential(string? name, params IEnumerable<Layer> layers)
        : base(name ?? AutoName.Next("sequential"))
    {
        ArgumentNullException.ThrowIfNull(layers);
        foreach (Layer layer in layers)
            Add(layer);
    }

    /// <summary>The layers, without the input.</summary>
    public override IReadOnlyList<Layer> Layers => [.. chain.Where(layer => layer is not InputLayer)];

    internal IReadOnlyList<Layer> Chain => chain;

    /// <summary>Appends a layer.</summary>
    /// <param name="layer">A layer of one input and one output.</param>
    /// <exception cref="FluentException">Its name is taken, or a second input follows.</exception>
    public void Add(Layer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        if (chain.Any(other => other.Name == layer.Name))
            throw new FluentException(Label, "layers with a name of their own each", $"a second layer named '{layer.Name}'");
        if (layer is InputLayer && chain.Count > 0)
            throw new FluentException(Label, "an input as its first layer only", $"'{layer.Name}' behind {chain.Count} layers");
        chain.Add(layer);
        try
        {
            Rebuild();
        }
        catch
        {
            chain.RemoveAt(chain.Count - 1);           // a failed call leaves the object usable
            throw;
        }
    }

    /// <summary>Removes the last layer.</summary>
    /// <returns>The layer.</returns>
    /// <exception cref="FluentException">There is none.</exception>
    public Layer Pop()
    {
        if (chain.Count == 0)
            throw new FluentException(Label, "a layer to remove", "an empty chain");
        Layer last = chain[^1];
        chain.RemoveAt(chain.Count - 1);
        Rebuild();
        return last;
    }

    /// <inheritdoc/>
    protected internal override LayerResult Lower(LayerCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (!IsConnected)
            ConnectFrom(new Input(call.Single().Shape[1..], null, call.Single().ElementType));
        return base.Lower(call);
    }

    private void Rebuild()
    {
        if (chain is [InputLayer first, _, ..])
            ConnectFrom((Input)first.Nodes.FirstOrDefault(n => n.IsInput)?.Outputs[0]! ?? new Input(first));
    }

    private void ConnectFrom(Tensor input)
    {
        Tensor x = input;
        foreach (Layer layer in Layers)
            x = layer.Invoke(CallArguments.Of(x), path: $"{Name}/{layer.Name}")[0];
        Connect(input, x);
    }
}
