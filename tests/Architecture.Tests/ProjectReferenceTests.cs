using System.Reflection;
using System.Xml.Linq;
using Testing;

namespace Architecture.Tests;

/// <summary>The arrows between the projects, as the project files state them and as the compiled assemblies have them.</summary>
[TestClass]
public sealed class ProjectReferenceTests
{
    // What runs during a build leaves no reference behind.
    private static readonly string[] BuildTools =
        ["Grpc.Tools", "Meziantou.Analyzer", "Roslynator.Analyzers", "Microsoft.CodeAnalysis.BannedApiAnalyzers",
            "Microsoft.CodeAnalysis.PublicApiAnalyzers"];

    [TestMethod]
    [DataRow("OnnxEmit", new[] { "Google.Protobuf" })]
    [DataRow("Fluent", new[] { "OnnxEmit", "Microsoft.ML.OnnxRuntime.Managed", "System.Numerics.Tensors", "Spectre.Console", "PureHDF" })]
    [DataRow("MLNetAdapter", new[] { "Fluent", "Microsoft.ML", "Microsoft.ML.OnnxTransformer", "Microsoft.ML.ImageAnalytics" })]
    public void A_library_states_only_the_references_of_the_design(string library, string[] allowed)
    {
        XDocument project = XDocument.Load(Path.Combine(Repository.Root, library, library + ".csproj"));
        IEnumerable<string> packages = project.Descendants("PackageReference").Select(e => e.Attribute("Include")!.Value);
        IEnumerable<string> projects = project.Descendants("ProjectReference")
            .Where(e => e.Attribute("ReferenceOutputAssembly")?.Value != "false")
            .Select(e => Path.GetFileNameWithoutExtension(e.Attribute("Include")!.Value.Replace('\\', '/')));
        SourceTree.AssertNone($"{library} may refer to {string.Join(", ", allowed)}.", packages.Concat(projects).Except(BuildTools)
            .Except(allowed));
    }

    [TestMethod]
    [DataRow(typeof(OnnxEmit.Op), new[] { "Google.Protobuf" })]
    [DataRow(typeof(Fluent.Model), new[] { "OnnxEmit", "Microsoft.ML.OnnxRuntime", "System.Numerics.Tensors", "Spectre.Console",
        "Spectre.Console.Ansi", "PureHDF" })]
    [DataRow(typeof(MLNetAdapter.FluentCatalog), new[] { "Fluent", "OnnxEmit", "Microsoft.ML.*", "System.Numerics.Tensors" })]
    public void An_assembly_has_only_the_references_of_the_design(Type member, string[] allowed)
    {
        string runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        IEnumerable<string> outside = member.Assembly.GetReferencedAssemblies().Select(name => name.Name!)
            .Where(name => !File.Exists(Path.Combine(runtime, name + ".dll")));
        SourceTree.AssertNone(
            $"{member.Assembly.GetName().Name} may refer to {string.Join(", ", allowed)}.",
            outside.Where(name => !allowed.Any(a => a.EndsWith(".*", StringComparison.Ordinal)
                ? name.StartsWith(a[..^2], StringComparison.Ordinal) : name == a)));
    }

    [TestMethod]
    public void The_native_runtime_is_the_choice_of_the_application()
    {
        IEnumerable<string> native = SourceTree.Libraries.SelectMany(library => SourceTree.Files(library, "*.csproj"))
            .Where(path => XDocument.Load(Path.Combine(Repository.Root, path)).Descendants("PackageReference")
                .Any(e => e.Attribute("Include")!.Value is "Microsoft.ML.OnnxRuntime" or "Microsoft.ML.OnnxRuntime.Gpu"));
        SourceTree.AssertNone("Libraries leave the native ONNX Runtime to the application.", native);
    }
}
