using System.Collections.Immutable;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using OnnxEmit;
using OnnxEmit.Operators;

namespace Testing;

/// <summary>Where an operator has an equal form in other operators, that form has its types and computes the same.</summary>
internal static class FormCheck
{
    public static void Run(
        Feed[] feeds, Func<Value[], IReadOnlyList<Value>> build, int opset, Func<Feed, Shape> shape, TensorData[] actual)
    {
        (Value[] values, Value[] inputs) = OperatorHarness.Values(feeds, shape);
        IReadOnlyList<Value> outputs = build(values);
        if (outputs[0].Producer is not { } op || op is RandomOperator || !op.Inputs.All(input => input is null || values.Contains(input))
            || !outputs.SequenceEqual(op.Outputs) || op.Decompose() is not { } form)
            return;
        for (int i = 0; i < outputs.Count; i++)
        {
            Assert.AreEqual(outputs[i].ElementType, form[i].ElementType, $"element type of output {i} in other operators");
            Assert.IsTrue(
                form[i].TensorType.Shape is not { } inferred || (inferred.Rank == outputs[i].Rank
                    && outputs[i].Shape.Zip(inferred).All(pair => pair.First.MayEqual(pair.Second))),
                $"output {i}: {outputs[i]}, in other operators {form[i]}");
        }

        TensorData[] results = OnnxRunner.Run(new Graph(inputs, form), OperatorHarness.Named(inputs, feeds), opset);
        for (int i = 0; i < results.Length; i++)
        {
            // Two units in the last place of a half.
            double tolerance = actual[i].ElementType == ElementType.Float16 ? 2e-3 : 1e-4;
            if (!results[i].Equals(actual[i])
                && Close.Difference($"output {i} in other operators", results[i], actual[i], tolerance, tolerance) is { } difference)
                Assert.Fail(difference);
        }
    }
}
