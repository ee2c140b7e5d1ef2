using OnnxEmit;
using Testing;

namespace OnnxEmit.Tests.Operators.Nn;

[TestClass]
public sealed class TfIdfVectorizerTests
{
    private static readonly long[] Counts = [0, 4], Indexes = [0, 1, 2, 3, 4, 5, 6], Pool = [2, 3, 5, 4, 5, 6, 7, 8, 6, 7];
    private static readonly Feed Row = Feed.Plain<int>([12], 1, 1, 3, 3, 3, 7, 8, 6, 7, 5, 6, 8);

    [TestMethod]
    [DataRow("TF")]
    [DataRow("IDF")]
    [DataRow("TFIDF")]
    public void Counts_sequences(string mode)
    {
        float[] weights = [1, 2, 3, 4, 5, 6, 7];
        OperatorHarness.Check([Row], x => Op.TfIdfVectorizer(x[0], mode, 1, 2, 5, Counts, Indexes, Pool));
        OperatorHarness.Check([Row], x => Op.TfIdfVectorizer(x[0], mode, 2, 2, 0, Counts, Indexes, Pool, weights: weights));
        OperatorHarness.Check(
            [Feed.Plain<long>([2, 6], 1, 1, 3, 3, 3, 7, 8, 6, 7, 5, 6, 8)],
            x => Op.TfIdfVectorizer(x[0], mode, 1, 2, 1, Counts, Indexes, Pool));
    }

    [TestMethod]
    public void Counts_words()
    {
        TensorData words = new([4], [.. new[] { "a", "b", "a", "c" }.Select(System.Text.Encoding.UTF8.GetBytes)]);
        Value y = Op.TfIdfVectorizer(
            Op.Identity(Value.Constant(words)), "TF", 1, 1, 0, [0], [0, 1], poolStrings: ["a", "b"]);
        Assert.AreEqual("Float(2)", y.Type!.ToString());
        CollectionAssert.AreEqual(
            new float[] { 2, 1 }, OnnxRunner.Run(new Graph([], [y]), new Dictionary<string, TensorData>())[0].AsSpan<float>().ToArray());
    }

    [TestMethod]
    public void Names_what_does_not_fit()
    {
        Value x = Value.Input(ElementType.Int64, [4]);
        Expect.Error(
            "TfIdfVectorizer expects a row (C) or rows (N, C). Received: (1, 2, 3).",
            () => Op.TfIdfVectorizer(Value.Input(ElementType.Int64, [1, 2, 3]), "TF", 1, 1, 0, [0], [0], [1]));
        Expect.Error(
            "TfIdfVectorizer expects mode to be TF, IDF or TFIDF. Received: 'DF'.",
            () => Op.TfIdfVectorizer(x, "DF", 1, 1, 0, [0], [0], [1]));
        Expect.Error(
            "TfIdfVectorizer expects numbers with a pool of numbers or text with a pool of words. Received: Int64.",
            () => Op.TfIdfVectorizer(x, "TF", 1, 1, 0, [0], [0], poolStrings: ["a"]));
        Expect.Error(
            "TfIdfVectorizer expects a pool of one sequence or more. Received: none.",
            () => Op.TfIdfVectorizer(x, "TF", 1, 1, 0, [0], [], [1]));
    }
}
