using Microsoft.VisualStudio.TestTools.UnitTesting;
using OnnxEmit;

namespace Testing;

/// <summary>
/// Three oracles for one operator case: ONNX Runtime loads and runs it; the inferred types equal the actual ones, with every length known,
/// with named ones, and with unknown ones; the gradient graph equals directional central differences. What the operator knows of constants,
/// transpositions and rows and its form in other operators must fit too.
/// </summary>
public static class OperatorHarness
{
    /// <summary>Checks a case with one output.</summary>
    /// <param name="feeds">The inputs.</param>
    /// <param name="build">The operator on them.</param>
    /// <param name="opset">The opset that the model is written for.</param>
    /// <returns>The outputs that ONNX Runtime computed, for further checks.</returns>
    public static TensorData[] Check(Feed[] feeds, Func<Value[], Value> build, int opset = OnnxRunner.Opset) =>
        Check(feeds, values => [build(values)], opset);

    /// <summary>Checks a case with several outputs.</summary>
    /// <param name="feeds">The inputs.</param>
    /// <param name="build">The operator on them.</param>
    /// <param name="opset">The opset that the model is written for.</param>
    public static TensorData[] Check(Feed[] feeds, Func<Value[], IReadOnlyList<Value>> build, int opset = OnnxRunner.Opset)
    {
        TensorData[] actual = CheckTypes(feeds, build, opset, feed => Shape.Of(feed.Data.Dims), exact: true);
        CheckTypes(feeds, build, opset, Batched, exact: false);
        CheckTypes(feeds, build, opset, Open, exact: false);
        FoldCheck.Run(feeds, build, actual);
        MoveCheck.Run(feeds, build, opset, actual);
        RowCheck.Run(feeds, build, opset);
        FormCheck.Run(feeds, build, opset, feed => Shape.Of(feed.Data.Dims), actual);
        TargetCheck.Run(feeds, build, actual);
        GradientCheck.Run(feeds, build, opset, feed => Shape.Of(feed.Data.Dims));
        return actual;
    }

    /// <summary>Checks a case whose lengths are known at run time only, the gradient among unknown lengths as well.</summary>
    /// <param name="feeds">The inputs.</param>
    /// <param name="build">The operator on them.</param>
    /// <param name="opset">The opset that the model is written for.</param>
    public static TensorData[] CheckOpen(Feed[] feeds, Func<Value[], Value> build, int opset = OnnxRunner.Opset) =>
        CheckOpen(feeds, values => [build(values)], opset);

    /// <summary>Checks a case with several outputs whose lengths are known at run time only.</summary>
    /// <param name="feeds">The inputs.</param>
    /// <param name="build">The operator on them.</param>
    /// <param name="opset">The opset that the model is written for.</param>
    public static TensorData[] CheckOpen(Feed[] feeds, Func<Value[], IReadOnlyList<Value>> build, int opset = OnnxRunner.Opset)
    {
        TensorData[] actual = CheckTypes(feeds, build, opset, feed => Shape.Of(feed.Data.Dims), exact: false);
        CheckTypes(feeds, build, opset, Open, exact: false);
        FoldCheck.Run(feeds, build, actual);
        FormCheck.Run(feeds, build, opset, Open, actual);
        GradientCheck.Run(feeds, build, opset, feed => Shape.Of(feed.Data.Dims));
        GradientCheck.Run(feeds, build, opset, feed => feed.Differentiable ? Open(feed) : Shape.Of(feed.Data.Dims));
        return actual;
    }

    /// <summary>The gradients of the sum of the output, for cases whose exact numbers matter, such as ties.</summary>
    /// <param name="feeds">The inputs.</param>
    /// <param name="build">The operator on them.</param>
    /// <returns>One gradient for each input that is differentiated.</returns>
    public static float[][] Gradients(Feed[] feeds, Func<Value[], Value> build)
    {
        (Value[] values, Value[] inputs) = Values(feeds, feed => Shape.Of(feed.Data.Dims));
        Value[] wrt = [.. values.Where((_, i) => feeds[i].Differentiable)];
        Value[] gradients = [.. Differentiate.Gradient(build(values), wrt).Select(g => g!)];
        return [.. OnnxRunner.Run(new Graph(inputs, gradients), Named(inputs, feeds)).Select(g => g.AsSpan<float>().ToArray())];
    }

    private static Shape Open(Feed feed) => [.. feed.Data.Dims.Select(_ => Dim.Unknown())];

    private static Shape Batched(Feed feed) =>
        [.. feed.Data.Dims.Select((d, axis) => axis == 0 && feed.Data.Dims.Length > 1 ? (Dim)"batch" : d)];

    private static TensorData[] CheckTypes(
        Feed[] feeds, Func<Value[], IReadOnlyList<Value>> build, int opset, Func<Feed, Shape> shape, bool exact)
    {
        (Value[] values, Value[] inputs) = Values(feeds, shape);
        IReadOnlyList<Value> outputs = build(values);
        TensorData[] actual = OnnxRunner.Run(new Graph(inputs, outputs), Named(inputs, feeds), opset);
        for (int i = 0; i < actual.Length; i++)
        {
            TensorType inferred = outputs[i].TensorType;
            Assert.AreEqual(actual[i].ElementType, inferred.ElementType, $"element type of output {i}");
            if (inferred.Shape is null && !exact)
                continue;
            Assert.AreEqual(actual[i].Dims.Length, inferred.Shape!.Rank, $"rank of output {i}: inferred {inferred}, actual {actual[i]}");
            for (int axis = 0; axis < actual[i].Dims.Length; axis++)
            {
                if (exact || inferred.Shape[axis].IsKnown)
                    Assert.AreEqual((Dim)actual[i].Dims[axis], inferred.Shape[axis],
                        $"output {i}: inferred {inferred}, actual {actual[i]}");
            }
        }

        return actual;
    }

    internal static (Value[] Values, Value[] Inputs) Values(Feed[] feeds, Func<Feed, Shape> shape)
    {
        Value[] values = [.. feeds.Select((feed, i) => feed.Constant
            ? Value.Constant(feed.Data, $"c{i}")
            : Value.Input(feed.Data.ElementType, shape(feed), $"x{i}"))];
        return (values, [.. values.Where(v => v.Data is null)]);
    }

    internal static Dictionary<string, TensorData> Named(Value[] inputs, Feed[] feeds) =>
        inputs.ToDictionary(input => input.Name!, input => feeds[int.Parse(input.Name![1..])].Data);
}
