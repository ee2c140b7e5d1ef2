using System.Reflection;
using Fluent;
using OnnxEmit;

namespace Architecture.Tests;

/// <summary>What a file can name is found by generated code: nobody keeps a list.</summary>
[TestClass]
public sealed class RegistryTests
{
    [TestMethod]
    [DataRow(typeof(Layer))]
    [DataRow(typeof(Loss))]
    [DataRow(typeof(Metric))]
    [DataRow(typeof(Optimizer))]
    [DataRow(typeof(Initializer))]
    [DataRow(typeof(Regularizer))]
    [DataRow(typeof(Constraint))]
    public void Every_public_class_is_found_by_its_name(Type kind)
    {
        // Inputs and models are made of more than their own configuration.
        HashSet<Type> known = [.. KerasRegistry.All.Select(entry => entry.Type)];
        Type[] classes = [.. Classes(kind.Assembly, kind).Where(t => t != typeof(InputLayer) && !t.IsAssignableTo(typeof(Model)))];
        Assert.IsNotEmpty(classes);
        SourceTree.AssertNone($"Every {kind.Name} is entered by generated code.", classes.Where(t => !known.Contains(t))
            .Select(t => t.Name));
    }

    [TestMethod]
    public void Every_operator_is_in_the_catalogue()
    {
        HashSet<Type> known = [.. OperatorCatalog.All.Select(entry => entry.Type)];
        SourceTree.AssertNone(
            "Every operator is entered by generated code.",
            Classes(typeof(Op).Assembly, typeof(Operator)).Where(t => t != typeof(GenericOperator) && !known.Contains(t))
                .Select(t => t.Name));
    }

    [TestMethod]
    public void Nobody_enters_a_class_by_hand()
    {
        SourceTree.AssertNone(
            "Only generated code enters classes.",
            from library in SourceTree.Libraries
            from path in SourceTree.Files(library)
            where !path.StartsWith("Fluent/Generators/", StringComparison.Ordinal)
            from line in SourceTree.Lines(path)
            where line.Contains("KerasRegistry.Register(", StringComparison.Ordinal)
            select $"{path}: {line.Trim()}");
    }

    private static IEnumerable<Type> Classes(Assembly assembly, Type kind) =>
        assembly.GetExportedTypes().Where(t => t.IsAssignableTo(kind) && !t.IsAbstract && t.GetConstructors().Length > 0);
}
