using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Fluent;

public partial class Model
{
    /// <summary>
    /// Prints the layers with their shapes, their numbers of weights and their connections, as Keras does; of a model that was trained also
    /// how many numbers its optimizer keeps, which count to the total.
    /// </summary>
    /// <param name="writer">Where to; the console when omitted.</param>
    /// <param name="lineLength">How wide the table is; 88 for a chain and 108 for a graph when omitted, or what the console has.</param>
    /// <param name="expandNested">Whether the layers inside nested models are listed.</param>
    /// <param name="showTrainable">Whether a column says which layers train (Y), are frozen (N) or have no weights (-).</param>
    /// <param name="layerRange">Regular expressions that the names of the first and the last layer shown match at their beginning; all when
    /// omitted.</param>
    /// <exception cref="FluentException">No layer matches, or the line is too short for the columns.</exception>
    public void Summary(
        TextWriter? writer = null, int? lineLength = null, bool expandNested = false, bool showTrainable = false,
        (string First, string Last)? layerRange = null)
    {
        bool isChain = this is Sequential || Graph.IsChain;
        int fallback = (isChain ? 88 : 108) + (showTrainable ? 12 : 0);
        int length = lineLength ?? (writer is null && !Console.IsOutputRedirected ? Fitting(fallback, Console.WindowWidth - 4) : fallback);
        TextTable table = new(Columns(isChain, showTrainable, length), length);
        foreach (Operation operation in Within(layerRange))
            AddRows(table, operation, 0, isChain, expandNested, showTrainable);

        long trained = TrainableWeights.Sum(w => (long)w.Count), frozen = NonTrainableWeights.Sum(w => (long)w.Count);
        long optimizing = Optimizer is { Iterations: > 0 } optimizer ? optimizer.VariablesFor(trained) : 0;
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"Model: \"{Name}\"\n{table}");
        Count("Total", trained + frozen + optimizing);
        Count("Trainable", trained);
        Count("Non-trainable", frozen);
        if (optimizing > 0)
            Count("Optimizer", optimizing);
        (writer ?? Console.Out).Write(text.ToString());

        void Count(string what, long numbers) =>
            text.Append(CultureInfo.InvariantCulture, $" {what} params: {numbers:N0} ({Readable(numbers)})\n");
    }

    // A console that does not know its width, or is too narrow for a table, gets lines that wrap rather than none.
    private static int Fitting(int wanted, int available) => available < 40 ? wanted : Math.Min(wanted, available);

    private TextTable.Column[] Columns(bool isChain, bool showTrainable, int length)
    {
        double[] places = isChain ? [0.45, 0.80, 1.0] : [0.3, 0.56, 0.74, 1.0];
        if (showTrainable)
            places = [.. places.Select(p => p * 0.90), 1.0];
        string[] titles = ["Layer (type)", "Output Shape", "Param #", .. isChain ? (string[])[] : ["Connected to"], .. showTrainable
            ? (string[])["Trainable"] : []];
        TextTable.Column[] columns = new TextTable.Column[titles.Length];
        for (int i = 0, current = 0; i < titles.Length; i++)
        {
            int width = (int)(places[i] * length) - current;
            if (width < 4)
                throw new FluentException(Label, "a line long enough for the columns of its summary", $"a line of {length}");
            TextTable.Alignment alignment = titles[i] switch
            {
                "Param #" => TextTable.Alignment.Right,
                "Trainable" => TextTable.Alignment.Center,
                _ => TextTable.Alignment.Left,
            };
            columns[i] = new(titles[i], alignment, width);
            current += width;
        }

        return columns;
    }

    private IEnumerable<Operation> Within((string First, string Last)? range)
    {
        IReadOnlyList<Operation> all = this is Sequential ? Layers : Operations;
        if (range is not ({ } first, { } last))
            return all;
        int[] starts = Matching(first), ends = Matching(last);
        if (starts.Length == 0 || ends.Length == 0)
            throw new FluentException(Label, "a layer range that its layers' names match", $"('{first}', '{last}')");
        return starts[0] > ends[^1] ? all.Take((ends[0])..(starts[^1] + 1)) : all.Take(starts[0]..(ends[^1] + 1));

        int[] Matching(string pattern)
        {
            try
            {
                return [.. Enumerable.Range(0, all.Count).Where(i =>
                    Regex.IsMatch(all[i].Name, $"^(?:{pattern})", RegexOptions.None, TimeSpan.FromSeconds(1)))];
            }
            catch (RegexParseException e)
            {
                throw new FluentException(Label, "a layer range of regular expressions", $"'{pattern}'", e);
            }
        }
    }

    private void AddRows(TextTable table, Operation operation, int level, bool isChain, bool expandNested, bool showTrainable)
    {
        string prefix = level == 0 ? "" : new string(' ', 3 * level) + "└ ";
        bool isBuilt = operation is not Layer || operation.Nodes.Count > 0 || operation is Model { IsConnected: true };
        string count = ((operation as Layer)?.CountParams() ?? 0).ToString("N0", CultureInfo.InvariantCulture);
        List<string> cells = [$"{prefix}{operation.Name} ({operation.KerasClassName})", OutputShape(operation), isBuilt ? count
            : "0 (unbuilt)"];
        if (!isChain)
            cells.Add(Connections(operation));
        if (showTrainable)
            cells.Add(operation is Layer { Weights.Count: > 0 } layer ? (layer.Trainable ? "Y" : "N") : "-");
        table.Add([.. cells]);
        if (!expandNested || operation is not Model { IsConnected: true } nested)
            return;
        foreach (Layer inner in nested.Layers)
            AddRows(table, inner, level + 1, isChain, expandNested, showTrainable);
    }

    // Of the last call, as Keras has it, even where that belongs to another model.
    private static string OutputShape(Operation operation)
    {
        if (operation.Nodes.Count == 0)
            return operation is Model { IsConnected: true } model ? Shapes(model.Outputs.Items) : "?";
        return Shapes(operation.Nodes[^1].Outputs);

        static string Shapes(IReadOnlyList<Tensor> outputs) =>
            outputs.Count == 1 ? Of(outputs[0]) : $"[{string.Join(", ", outputs.Select(Of))}]";
        static string Of(Tensor tensor)
        {
            string dims = string.Join(", ", tensor.Shape.Select(d => d.Size?.ToString(CultureInfo.InvariantCulture) ?? "None"));
            return $"({dims})";
        }
    }

    private string Connections(Operation operation)
    {
        HashSet<Node> own = [.. Graph.Nodes];
        string connections = string.Join(", ", operation.Nodes.Where(own.Contains).SelectMany(node => node.Inputs)
            .Select(tensor => $"{tensor.Operation.Name}[{Call(tensor)}][{tensor.Index}]"));
        return connections.Length == 0 ? "-" : connections;

        static int Call(Tensor tensor) => tensor.Operation.Nodes.Index().First(n => n.Item == tensor.Node).Index;
    }

    // Weights are single-precision numbers.
    private static string Readable(long weights)
    {
        string[] units = ["B", "KB", "MB", "GB", "TB", "PB"];
        double size = weights * 4.0;
        int unit = 0;
        for (; unit < units.Length - 1 && size >= 1024; unit++)
            size /= 1024;
        return string.Create(CultureInfo.InvariantCulture, $"{size:F2} {units[unit]}");
    }
}
