using System.Collections.Concurrent;
using Microsoft.ML.OnnxRuntime;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace OnnxEmit.Tests.Protobuf;

/// <summary>
/// Every operator that has a form in others, in every case of the ONNX project: what the case expects is what that form must compute, also
/// where ONNX Runtime has no kernel for the operator itself.
/// </summary>
[TestClass]
public class FormConformanceTests
{
    /// <summary>The test's output.</summary>
    public required TestContext TestContext { get; set; }

    [TestMethod]
    public void Forms_in_other_operators_compute_what_the_ONNX_project_expects()
    {
        ConcurrentBag<string> failures = [], others = [];
        ConcurrentDictionary<string, int> covered = [];
        Parallel.ForEach(OnnxCase.All(), new() { MaxDegreeOfParallelism = Environment.ProcessorCount }, item =>
        {
            OnnxModel model = OnnxModel.Load(item.Model);
            if (model.Opset is > 0 and < 13)           // which forms are not written for
                model = model.Upgrade();
            if (!model.Graph.Operators.Any(op => op.Decompose() is not null))
                return;
            CaseValue[] inputs = [.. item.Inputs.Select((file, i) => CaseValue.Read(file, model.Graph.Inputs[i].Type))];
            CaseValue[] expected = [.. item.Outputs.Select((file, i) => CaseValue.Read(file, model.Graph.Outputs[i].Type))];
            Graph graph = PassPipeline.ForOpset(Rewriter.Apply(model.Graph, op => op.Decompose()), model.Opset);
            byte[] written = new OnnxModel(graph) { Opsets = model.Opsets, IrVersion = model.IrVersion }.ToBytes();
            if (Failure(written, inputs, expected) is { } failure)
            {
                // What ONNX Runtime cannot load or means otherwise as a whole says nothing of the form.
                if (failure.IsError ? Failure(item.Model, inputs, expected) is { IsError: true } : !item.RunsOnOnnxRuntime)
                    others.Add(item.Name);
                else
                    failures.Add($"{item.Name}: {failure.Text}");
                return;
            }

            foreach (string name in model.Graph.Operators.Where(op => op.Decompose() is not null).Select(op => op.OpType).Distinct())
                covered.AddOrUpdate(name, 1, (_, count) => count + 1);
        });
        TestContext.WriteLine(string.Join(", ", covered.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key} {c.Value}")) +
            $"; not comparable: {string.Join(", ", others.Order(StringComparer.Ordinal))}");
        Assert.IsGreaterThan(0, covered.Count, "no cases found");
        Assert.IsTrue(failures.IsEmpty, $"{failures.Count} cases fail:\n{string.Join('\n', failures.Order(StringComparer.Ordinal))}");
    }

    private static (string Text, bool IsError)? Failure(byte[] model, CaseValue[] inputs, CaseValue[] expected)
    {
        try
        {
            return CaseRunner.Run(model, inputs, expected) is { } wrong ? (wrong, false) : null;
        }
        catch (OnnxRuntimeException e)
        {
            return (e.Message, true);
        }
    }
}
