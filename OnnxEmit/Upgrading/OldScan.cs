using System.Collections.Immutable;

namespace OnnxEmit;

/// <summary>
/// Scan before version 9: the first axis of everything is the batch, each of whose rows is scanned by itself along the axis behind it. A
/// scan over the rows of scans as they are today.
/// </summary>
[OldForm("Scan", until: 9, since: 8)]
internal static class OldScan
{
    public static ImmutableArray<Value> Upgrade(OldNode node)
    {
        if (node.Input(0) is not null)
            throw new FormatException("rows of different lengths");
        Value[] given = [.. Enumerable.Range(1, node.Inputs.Length - 1).Select(node.Required)];
        Graph body = node.Get<Graph>("body");
        long scanned = node.Get<long>("num_scan_inputs");
        Value[] row = [.. given.Select(x => Value.Input(new TensorType(x.ElementType, x.Shape[1..])))];
        Value[] results = Scan(row, node.Outputs, body, scanned, node.Get("directions", new long[scanned]));
        return [.. Scan(given, node.Outputs, new Graph(row, results, body.Captures), given.Length, new long[given.Length])];
    }

    private static Value[] Scan(Value[] inputs, int outputs, Graph body, long scanned, long[] directions)
    {
        ImmutableArray<Attribute> attributes = [new("body", body), new("num_scan_inputs", scanned)];
        if (directions.Any(direction => direction != 0))
            attributes = attributes.Add(new("scan_input_directions", directions));
        Operator? typed = OperatorCatalog.Read("Scan", 18, new NodeReader([.. inputs], outputs, attributes));
        return [.. (typed ?? new GenericOperator("Scan", "", 18, inputs, [.. new OnnxType?[outputs]], attributes)).Outputs];
    }
}
