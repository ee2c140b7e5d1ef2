using Microsoft.VisualStudio.TestTools.UnitTesting;
using OnnxEmit;

namespace Testing;

/// <summary>What an operator knows of its result on constant inputs, lengths and folded data, equals what ONNX Runtime computes.</summary>
internal static class FoldCheck
{
    public static void Run(Feed[] feeds, Func<Value[], IReadOnlyList<Value>> build, TensorData[] actual)
    {
        Value[] constants = [.. feeds.Select(feed => Value.Constant(feed.Data))];
        IReadOnlyList<Value> outputs = build(constants);
        for (int i = 0; i < actual.Length; i++)
        {
            if (outputs[i].Content is { IsKnown: true } content)
                CollectionAssert.AreEqual(actual[i].ToInt64(), content.ToSizes(), $"content of output {i}");
        }

        if (outputs[0].Producer is { } op && op.Inputs.All(input => input is null || constants.Contains(input)))
        {
            TensorData? folded = op.Fold([.. op.Inputs.Select(input => input?.Data)]);
            Assert.IsTrue(op.Unchanged()?.Data is not { } same || same.Equals(actual[0]), $"changed, but claims not to: {actual[0]}");
            Assert.IsTrue(folded is null || folded.Equals(actual[0]), $"folded {folded} differs from {actual[0]}");
        }
    }
}
