using System.Text.RegularExpressions;
using Fluent;
using OnnxEmit;
using Testing;

namespace Architecture.Tests;

/// <summary>The tests' trees mirror the code's: who reads a feature knows where its test is.</summary>
[TestClass]
public sealed class TestTreeTests
{
    [TestMethod]
    public void Every_operator_has_its_test() => Check("OnnxEmit/Operators", typeof(Operator));

    [TestMethod]
    public void Every_pass_has_its_test() =>
        SourceTree.AssertNone(
            "Every pass has a test at the same place in the tests' tree.",
            SourceTree.Files("OnnxEmit/Passes").Where(path => SourceTree.Text(path)
                .Contains(" static Graph Apply(Graph graph)", StringComparison.Ordinal)).Where(HasNoTest));

    // A golden case of the layer is a test of it: what Keras computed, in both directions.
    [TestMethod]
    public void Every_layer_has_its_test()
    {
        HashSet<string?> golden = [.. Golden.Files("layers").Select(path => (string?)Golden.Read(path).Case["layer"]?["class_name"])];
        SourceTree.AssertNone(
            "Every layer has a golden case, or is named by a test at the same place in the tests' tree.",
            Classes("Fluent/Layers", typeof(Layer))
                .Where(path => !golden.Contains(Path.GetFileNameWithoutExtension(path)) && !IsNamed(path)));
    }

    private static bool IsNamed(string path)
    {
        Regex layer = new($@"\b{Path.GetFileNameWithoutExtension(path)}\b", RegexOptions.None, TimeSpan.FromSeconds(1));
        string folder = $"tests/Fluent.Tests{Path.GetDirectoryName(path)!["Fluent".Length..]}";
        return SourceTree.Files(folder).Any(test => layer.IsMatch(SourceTree.Text(test)));
    }

    private static void Check(string folder, Type kind) => SourceTree.AssertNone(
        $"Every {kind.Name} has a test at the same place in the tests' tree.", Classes(folder, kind).Where(HasNoTest));

    private static string[] Classes(string folder, Type kind)
    {
        HashSet<string> classes = [.. kind.Assembly.GetExportedTypes().Where(t => t.IsAssignableTo(kind) && !t.IsAbstract)
            .Select(t => t.Name)];
        string[] files = [.. SourceTree.Files(folder).Where(path => classes.Contains(Path.GetFileNameWithoutExtension(path)))];
        Assert.IsNotEmpty(files);
        return files;
    }

    // OnnxEmit/Operators/Math/MatMul.cs → tests/OnnxEmit.Tests/Operators/Math/MatMulTests.cs
    private static bool HasNoTest(string path)
    {
        int project = path.IndexOf('/', StringComparison.Ordinal);
        string test = $"tests/{path[..project]}.Tests{path[project..^3]}Tests.cs";
        return !File.Exists(Path.Combine(Repository.Root, test));
    }
}
