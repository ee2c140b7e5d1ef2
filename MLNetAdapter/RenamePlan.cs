namespace MLNetAdapter;

/// <summary>
/// The copies around an OnnxTransformer, whose columns must be named like tensors, that make it read and make the columns of a <see
/// cref="ColumnMapping"/> and leave every other column as it was, even one that has a tensor's name.
/// </summary>
internal sealed class RenamePlan
{
    /// <summary>A plan for data with these columns.</summary>
    /// <param name="mapping">What is read and made.</param>
    /// <param name="columns">The names of the data's columns.</param>
    /// <param name="changed">The tensors that cannot take their column as it is, even where it has their name.</param>
    public RenamePlan(ColumnMapping mapping, IEnumerable<string> columns, IReadOnlySet<string> changed)
    {
        HashSet<string> present = [.. columns];
        HashSet<string> results = [.. mapping.Outputs.Select(tensor => tensor.Column)];
        Inputs = Pairs(mapping.Inputs, tensor => (tensor.Tensor.Name, tensor.Column), changed);
        Outputs = Pairs(mapping.Outputs, tensor => (tensor.Column, tensor.StockColumn), new HashSet<string>());
        string[] temporary = [.. Inputs.Select(pair => pair.To).Concat(Outputs.Select(pair => pair.From)).Distinct().Except(results)];
        After = [.. temporary.Where(present.Contains).Select(name => (name, Aside(name, present)))];
        Before = [.. After.Select(pair => (pair.From, pair.To))];
        string[] mine = [.. temporary.Where(name => After.All(pair => pair.To != name))];
        present.UnionWith(mapping.Inputs.Concat(mapping.Outputs).SelectMany(
            tensor => new[] { tensor.Column, tensor.Tensor.Name, tensor.StockColumn }));
        List<string> asides = [.. After.Select(pair => pair.From)];
        Inputs = InTurn(Inputs, present, asides);
        Outputs = InTurn(Outputs, present, asides);
        Dropped = [.. mine, .. asides];
    }

    /// <summary>Puts columns aside that have a tensor's name and another meaning.</summary>
    public IReadOnlyList<(string To, string From)> Before { get; }

    /// <summary>Gives the input columns the tensors' names.</summary>
    public IReadOnlyList<(string To, string From)> Inputs { get; }

    /// <summary>Gives the outputs the columns' names.</summary>
    public IReadOnlyList<(string To, string From)> Outputs { get; }

    /// <summary>Puts back what was put aside.</summary>
    public IReadOnlyList<(string To, string From)> After { get; }

    /// <summary>What nobody asked for.</summary>
    public IReadOnlyList<string> Dropped { get; }

    private static (string To, string From)[] Pairs(
        IEnumerable<TensorColumn> tensors, Func<TensorColumn, (string To, string From)> names, IReadOnlySet<string> changed) =>
        [.. tensors.Select(names).Where(pair => pair.To != pair.From || changed.Contains(pair.To))];

    /// <summary>
    /// The copies as they can be made one after the other: through names of their own where one would overwrite what a later one reads.
    /// </summary>
    private static IReadOnlyList<(string To, string From)> InTurn(
        IReadOnlyList<(string To, string From)> pairs, HashSet<string> present, List<string> asides)
    {
        if (!pairs.Any(pair => pairs.Any(other => other.From == pair.To)))
        {
            return pairs;
        }

        string[] through = [.. pairs.Select(pair => Aside(pair.From, present))];
        asides.AddRange(through);
        return [.. pairs.Zip(through, (pair, name) => (name, pair.From)), .. pairs.Zip(through, (pair, name) => (pair.To, name))];
    }

    private static string Aside(string name, HashSet<string> present)
    {
        string aside = name;
        do
        {
            aside += "_";
        }
        while (!present.Add(aside));
        return aside;
    }
}
