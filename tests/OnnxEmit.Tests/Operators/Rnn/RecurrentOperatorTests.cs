using OnnxEmit;
using OnnxEmit.Operators;
using OnnxEmit.Tests.Protobuf;
using Testing;

namespace OnnxEmit.Tests.Operators.Rnn;

/// <summary>
/// What recurrent operators are decomposed to, against the outputs that the ONNX project expects: also with the batch first, for which
/// ONNX Runtime has no kernel.
/// </summary>
[TestClass]
public sealed class RecurrentOperatorTests
{
    public static IEnumerable<object[]> Cases => OnnxCase.All()
        .Where(c => c.Name.StartsWith("test_lstm", StringComparison.Ordinal) || c.Name.StartsWith("test_gru", StringComparison.Ordinal)
            || c.Name.StartsWith("test_rnn", StringComparison.Ordinal) || c.Name.StartsWith("test_simple_rnn", StringComparison.Ordinal))
        .Select(c => new object[] { c.Name });

    [TestMethod]
    public void Cases_have_the_batch_first() => Assert.Contains("test_gru_batchwise", Cases.Select(c => (string)c[0]));

    // No case of LSTM and RNN has the batch first: what ONNX Runtime computes with the time first is expected, transposed.
    [TestMethod]
    [DataRow("LSTM", 4)]
    [DataRow("GRU", 3)]
    [DataRow("RNN", 1)]
    public void The_batch_first_gives_the_same_transposed(string name, int gates)
    {
        Feed[] feeds =
        [
            Feed.Random([3, 5, 2]), Feed.Random([2, gates * 4, 2], seed: 2), Feed.Random([2, gates * 4, 4], seed: 3),
            Feed.Random([3, 2, 4], seed: 4), Feed.Plain<int>([3], 5, 2, 3),
        ];
        Value[] x = [.. feeds.Select((feed, i) => Value.Input(feed.Data.Type, $"x{i}"))];
        Value[] expected = [.. Walk(Op.Transpose(x[0], [1, 0, 2]), Op.Transpose(x[3], [1, 0, 2]), 0).Select((y, i) =>
            Op.Transpose(y, i == 0 ? [2, 0, 1, 3] : [1, 0, 2]))];
        Value[] batchFirst = [.. Walk(x[0], x[3], 1)];
        Value[] actual = [.. batchFirst[0].Producer!.Decompose()!.Value];
        CollectionAssert.AreEqual(expected.Select(y => y.Type).ToArray(), batchFirst.Select(y => y.Type).ToArray());
        TensorData[] results = OnnxRunner.Run(
            new(x, [.. expected, .. actual]), feeds.Index().ToDictionary(f => $"x{f.Index}", f => f.Item.Data));
        for (int i = 0; i < expected.Length; i++)
            Assert.IsNull(Close.Difference($"output {i}", results[i + expected.Length], results[i], 1e-5, 1e-5));

        IEnumerable<Value> Walk(Value sequence, Value initial, long layout) => name switch
        {
            "LSTM" => Op.LSTM(sequence, x[1], x[2], null, x[4], initial, initial, direction: "bidirectional", layout: layout),
            "GRU" => Op.GRU(sequence, x[1], x[2], null, x[4], initial, direction: "bidirectional", layout: layout),
            _ => Op.RNN(sequence, x[1], x[2], null, x[4], initial, direction: "bidirectional", layout: layout),
        };
    }

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Decomposed_computes_what_is_expected(string name)
    {
        OnnxCase item = OnnxCase.All().First(c => c.Name == name);
        Graph graph = OnnxModel.Load(item.Model).Graph;
        RecurrentOperator op = (RecurrentOperator)graph.Operators.Single();
        IEnumerable<Value> outputs = graph.Outputs.Select(y => op.Decompose()!.Value[y.OutputIndex]);
        Graph walked = new(graph.Inputs, [.. outputs.Select((y, i) => Named(y, graph.Outputs[i].Name!))]);
        byte[] model = new OnnxModel(walked) { Opset = 21, IrVersion = 10 }.ToBytes();
        CaseValue[] inputs = [.. item.Inputs.Select((file, i) => CaseValue.Read(file, graph.Inputs[i].Type))];
        CaseValue[] expected = [.. item.Outputs.Select((file, i) => CaseValue.Read(file, graph.Outputs[i].Type))];
        Assert.IsNull(CaseRunner.Run(model, inputs, expected));
    }

    private static Value Named(Value value, string name)
    {
        Value named = Op.Identity(value);
        named.Name = name;
        return named;
    }
}
