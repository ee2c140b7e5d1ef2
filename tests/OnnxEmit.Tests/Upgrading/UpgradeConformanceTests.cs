using System.Collections.Concurrent;
using OnnxEmit.Tests.Operators;
using OnnxEmit.Tests.Protobuf;
using Testing;

namespace OnnxEmit.Tests.Upgrading;

/// <summary>Upgrades every case of the ONNX project; what ONNX Runtime passes it must pass after that.</summary>
[TestClass]
public class UpgradeConformanceTests
{
    // What the catalogue says of versions must cover all that the specification has had since version 7.
    [TestMethod]
    public void Every_version_of_an_operator_with_a_class_is_read_into_it()
    {
        Dictionary<string, OperatorCatalog.Entry> classes = OperatorCatalog.All.ToDictionary(e => e.OpType);
        ILookup<string, (string OpType, int Since, int Until)> old = OperatorCatalog.AllOld.ToLookup(form => form.OpType);
        string[] missing =
        [
            .. from schema in SchemaDefaults.Versions
               where classes.ContainsKey(schema.OpType)
               from version in Enumerable.Range(7, 17).Where(v => v >= schema.Since && v < schema.Until)
               where version < classes[schema.OpType].Since
                   && !old[schema.OpType].Any(form => version >= form.Since && version < form.Until)
               select $"{schema.OpType} of version {version}",
        ];
        Assert.IsEmpty(missing, string.Join(", ", missing));
        string[] unknown = [.. old.Select(forms => forms.Key).Except(SchemaDefaults.Versions.Select(v => v.OpType))];
        Assert.IsEmpty(unknown, string.Join(", ", unknown));
    }

    [TestMethod]
    public void Every_case_of_the_ONNX_project_computes_the_same_after_the_upgrade()
    {
        ConcurrentBag<string> failures = [];
        ConcurrentBag<string> generic = [];
        int run = 0, typed = 0, before = 0;
        Parallel.ForEach(OnnxCase.All(), new() { MaxDegreeOfParallelism = Environment.ProcessorCount }, item =>
        {
            try
            {
                OnnxModel model = OnnxModel.Load(item.Model), upgraded = model.Upgrade();
                Interlocked.Add(ref before, Operators(model.Graph).Count(IsGeneric));
                Interlocked.Add(ref typed, Operators(upgraded.Graph).Count(op => !IsGeneric(op)));
                foreach (Operator op in Operators(upgraded.Graph).Where(IsGeneric))
                {
                    generic.Add(op.OpType);
                    if (item.RunsOnOnnxRuntime && !SchemaTests.MayStayGeneric(op) && op.Inputs.All(IsKnown))
                        failures.Add($"{item.Name}: {op.OpType} of version {op.SinceVersion} stays generic");
                }

                CaseValue[] inputs = [.. item.Inputs.Select((file, i) => CaseValue.Read(file, model.Graph.Inputs[i].Type))];
                CaseValue[] expected = [.. item.Outputs.Select(
                    (file, i) => CaseValue.Read(file, model.Graph.Outputs[i].Declared ?? model.Graph.Outputs[i].Type))];
                if (!item.RunsOnOnnxRuntime && !ConformanceTests.Passes(item.Model, inputs, expected))
                    return;
                Interlocked.Increment(ref run);
                if (CaseRunner.Run(upgraded.ToBytes(), inputs, expected) is { } wrong)
                    failures.Add($"{item.Name}: {wrong}");
                if (!upgraded.Graph.Outputs.Select(y => y.Name).SequenceEqual(model.Graph.Outputs.Select(y => y.Name)))
                    failures.Add($"{item.Name}: other names of outputs");
            }
            catch (Exception e)
            {
                failures.Add($"{item.Name}: {e.GetType().Name}: {e.Message}");
            }
        });
        Output.Print(
            $"{run} cases of the ONNX project run on ONNX Runtime after the upgrade; {typed} nodes of a class, {generic.Count} generic " +
            $"ones of ai.onnx ({before} before): " +
            string.Join(", ", generic.CountBy(name => name).OrderByDescending(n => n.Value).Select(n => $"{n.Key} {n.Value}")));
        Assert.IsGreaterThan(0, run, "no cases found");
        Assert.IsTrue(failures.IsEmpty, $"{failures.Count} fail:\n{string.Join('\n', failures.Order(StringComparer.Ordinal))}");
    }

    private static bool IsKnown(Value? value) => value is null or { Type: TensorType { Shape: not null } };

    private static bool IsGeneric(Operator op) => op is GenericOperator { Domain: "" };

    private static IEnumerable<Operator> Operators(Graph graph) =>
        graph.Operators.SelectMany(op => op.Subgraphs.SelectMany(Operators).Append(op));
}
